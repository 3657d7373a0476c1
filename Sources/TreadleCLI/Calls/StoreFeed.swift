internal import TreadleTrace

/// The calls that are new in a store, found by looking again and again: nothing tells one process that another wrote
/// to a file.
///
/// A call that ends when more than ``reach`` have started after it is missed.
struct StoreFeed: AsyncSequence {
    typealias Element = Call

    /// How many of the newest calls each look takes.
    static let reach = 500

    private let first: Iterator

    /// Starts with what is there counting as known.
    ///
    /// - Parameter pause: Waits until the next look.
    init(_ store: any CallStore, pause: @escaping () async throws -> Void) async throws {
        var first = Iterator(store: store, pause: pause)
        try await first.look()
        first.forget()
        self.first = first
    }

    func makeAsyncIterator() -> Iterator { self.first }

    struct Iterator: AsyncIteratorProtocol {
        private let store: any CallStore
        private let pause: () async throws -> Void
        private var known = RecentIdentifiers()
        private var waiting: [Call] = []

        fileprivate init(store: any CallStore, pause: @escaping () async throws -> Void) {
            self.store = store
            self.pause = pause
        }

        /// The next new call, oldest first.
        mutating func next() async throws -> Call? {
            while self.waiting.isEmpty {
                try await self.pause()
                try await self.look()
            }
            return self.waiting.removeFirst()
        }

        fileprivate mutating func look() async throws {
            let calls = try await self.store.calls(matching: CallQuery(order: .newestFirst, limit: StoreFeed.reach))
            for call in calls.reversed() where self.known.insert(call.id) { self.waiting.append(call) }
        }

        fileprivate mutating func forget() { self.waiting = [] }
    }
}
