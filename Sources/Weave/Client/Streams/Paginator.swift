/// What a server tells page by page, for code that is not async; one page is held at a time.
///
/// A later page may fail, and a `Sequence` cannot throw: each element is an item or the error that ended them.
///
/// ```swift
/// for call in client.callsStream() { print(try call.get().id) }
/// ```
public struct Paginator<Item: Sendable>: Sequence, PagedSequence {
    public typealias Element = Result<Item, any Error>

    private let items: AsyncPaginator<Item>
    private let bridge: BlockingBridge

    init(_ items: AsyncPaginator<Item>, _ bridge: BlockingBridge) {
        self.items = items
        self.bridge = bridge
    }

    public func makeIterator() -> Iterator { Iterator(next: self.items.firstPage, bridge: self.bridge) }

    public func batches(of size: Int) -> BatchIterator<Item> { BatchIterator(self.makeIterator(), size: size) }

    public func first() throws -> Item? {
        var iterator = self.makeIterator()
        return try iterator.nextItem()
    }

    public func collect(upTo limit: Int = .max) throws -> [Item] {
        var items: [Item] = []
        var iterator = self.makeIterator()
        while items.count < limit, let item = try iterator.nextItem() { items.append(item) }
        return items
    }

    public func visit(_ visit: (Item) throws -> Bool) throws {
        var iterator = self.makeIterator()
        while let item = try iterator.nextItem() {
            guard try visit(item) else { return }
        }
    }

    /// Reads items in order.
    public struct Iterator: IteratorProtocol {
        private var items: ArraySlice<Item> = []
        private var request: Page<Item>.Request?
        private let bridge: BlockingBridge

        init(next: @escaping Page<Item>.Request, bridge: BlockingBridge) {
            self.request = next
            self.bridge = bridge
        }

        /// The next item, or the error that ended them; `nil` after either.
        public mutating func next() -> Result<Item, any Error>? {
            do {
                return try self.nextItem().map(Result.success)
            } catch {
                return .failure(error)
            }
        }

        /// The next item; `nil` behind the last one, and after an error.
        ///
        /// - Throws: ``TraceError``.
        public mutating func nextItem() throws -> Item? {
            while self.items.isEmpty {
                guard let request = self.request else { return nil }
                self.request = nil
                let page = try self.bridge.wait(for: request)
                self.items = page.items[...]
                self.request = page.next
            }
            return self.items.popFirst()
        }
    }
}
