/// What a server tells, in batches of a size, for code that is not async.
///
/// Each element is a batch or the error that ended them.
public struct BatchIterator<Item: Sendable>: Sequence, IteratorProtocol {
    public typealias Element = Result<[Item], any Error>

    private var items: Paginator<Item>.Iterator
    private let size: Int

    init(_ items: Paginator<Item>.Iterator, size: Int) {
        precondition(size > 0, "a batch has at least one item")
        self.items = items
        self.size = size
    }

    /// The next batch, never empty, or the error that ended them; `nil` after either.
    public mutating func next() -> Result<[Item], any Error>? {
        do {
            return try self.nextBatch().map(Result.success)
        } catch {
            return .failure(error)
        }
    }

    /// The next batch, never empty; `nil` behind the last one, and after an error.
    ///
    /// - Throws: ``TraceError``.
    public mutating func nextBatch() throws -> [Item]? {
        var batch: [Item] = []
        while batch.count < self.size, let item = try self.items.nextItem() { batch.append(item) }
        return batch.isEmpty ? nil : batch
    }
}
