/// A part of what a server tells, and how to ask for the next one.
struct Page<Item: Sendable>: Sendable {
    /// Asks for a page.
    typealias Request = @Sendable () async throws -> Page

    var items: [Item]
    /// `nil` behind the last one.
    var next: Request?

    init(_ items: [Item], next: Request? = nil) {
        self.items = items
        self.next = next
    }

    /// Pages of so many, asked for by their offset; the first one that is short is the last.
    static func counted(
        from offset: Int, limit: Int?, size: Int,
        _ ask: @escaping @Sendable (_ offset: Int, _ limit: Int) async throws -> [Item]
    ) async throws -> Page {
        let wanted = min(limit ?? .max, size)
        let items = wanted == 0 ? [] : try await ask(offset, wanted)
        let rest = limit.map { $0 - items.count }
        guard items.count == wanted, rest != 0, wanted > 0 else { return Page(items) }
        return Page(items) { try await Self.counted(from: offset + items.count, limit: rest, size: size, ask) }
    }
}
