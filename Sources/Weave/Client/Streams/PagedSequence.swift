/// What a server tells part by part: one page is held at a time.
///
/// ``AsyncPaginator`` and ``Paginator`` are the two of them; code that is to work with both reads them through this.
public protocol PagedSequence<Item>: Sendable {
    /// What it consists of.
    associatedtype Item: Sendable
    /// The same in batches.
    associatedtype Batches

    /// The same in batches of so many, the last one perhaps of fewer.
    ///
    /// - Precondition: `size` is at least 1.
    func batches(of size: Int) -> Batches

    /// The first item; `nil` where there is none.
    func first() async throws -> Item?

    /// The first so many, or all of them, in memory.
    func collect(upTo limit: Int) async throws -> [Item]

    /// Visits items in order until `visit` returns `false`.
    func visit(_ visit: (Item) throws -> Bool) async throws
}
