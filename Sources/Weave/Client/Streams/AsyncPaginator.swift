/// What a server tells page by page, as it is read: nothing is asked before, and one page is held at a time.
///
/// Each iteration asks anew. Cancelling the task that reads cancels the request in flight.
///
/// ```swift
/// for try await call in client.callsStream(filter: CallFilter(opNames: ["weave_row"])) { print(call.id) }
/// ```
public struct AsyncPaginator<Item: Sendable>: AsyncSequence, PagedSequence {
    public typealias Element = Item

    let firstPage: Page<Item>.Request

    init(_ firstPage: @escaping Page<Item>.Request) { self.firstPage = firstPage }

    public func makeAsyncIterator() -> Iterator { Iterator(next: self.firstPage) }

    public func batches(of size: Int) -> AsyncBatchIterator<Item> { AsyncBatchIterator(self, size: size) }

    public func first() async throws -> Item? {
        var iterator = self.makeAsyncIterator()
        return try await iterator.next()
    }

    public func collect(upTo limit: Int = .max) async throws -> [Item] {
        var items: [Item] = []
        var iterator = self.makeAsyncIterator()
        while items.count < limit, let item = try await iterator.next() { items.append(item) }
        return items
    }

    public func visit(_ visit: (Item) throws -> Bool) async throws {
        var iterator = self.makeAsyncIterator()
        while let item = try await iterator.next() {
            guard try visit(item) else { return }
        }
    }

    /// Reads items in order.
    public struct Iterator: AsyncIteratorProtocol {
        private var items: ArraySlice<Item> = []
        private var next: Page<Item>.Request?

        init(next: @escaping Page<Item>.Request) { self.next = next }

        /// The next item; `nil` behind the last one, and after an error.
        ///
        /// - Throws: ``TraceError``, or `CancellationError` after cancellation.
        public mutating func next() async throws -> Item? {
            while self.items.isEmpty {
                guard let request = self.next else { return nil }
                // After an error there is no way to go on: a page may be missing.
                self.next = nil
                let page = try await request()
                self.items = page.items[...]
                self.next = page.next
            }
            return self.items.popFirst()
        }
    }
}
