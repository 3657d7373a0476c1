/// What a server tells, in batches of a size.
///
/// ```swift
/// for try await calls in client.callsStream().batches(of: 100) { try await store.record(calls) }
/// ```
public struct AsyncBatchIterator<Item: Sendable>: AsyncSequence, Sendable {
    public typealias Element = [Item]

    private let items: AsyncPaginator<Item>
    private let size: Int

    init(_ items: AsyncPaginator<Item>, size: Int) {
        precondition(size > 0, "a batch has at least one item")
        self.items = items
        self.size = size
    }

    public func makeAsyncIterator() -> Iterator { Iterator(items: self.items.makeAsyncIterator(), size: self.size) }

    /// Reads batches in order.
    public struct Iterator: AsyncIteratorProtocol {
        private var items: AsyncPaginator<Item>.Iterator
        private let size: Int

        init(items: AsyncPaginator<Item>.Iterator, size: Int) {
            self.items = items
            self.size = size
        }

        /// The next batch, never empty; `nil` behind the last one.
        ///
        /// - Throws: ``TraceError``, or `CancellationError` after cancellation.
        public mutating func next() async throws -> [Item]? {
            var batch: [Item] = []
            while batch.count < self.size, let item = try await self.items.next() { batch.append(item) }
            return batch.isEmpty ? nil : batch
        }
    }
}
