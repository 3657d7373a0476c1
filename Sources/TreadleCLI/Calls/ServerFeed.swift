internal import TreadleTrace
internal import TreadleTraceHTTP

/// The calls that a server tells, one by one.
struct ServerFeed: AsyncSequence {
    typealias Element = Call

    let base: RemoteCallFeed
    /// Hears how many calls the server left out, because they came faster than they were read.
    let onLoss: (Int) -> Void

    func makeAsyncIterator() -> Iterator { Iterator(base: self.base.makeAsyncIterator(), onLoss: self.onLoss) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: RemoteCallFeed.Iterator
        fileprivate let onLoss: (Int) -> Void
        private var waiting: ArraySlice<Call> = []

        fileprivate init(base: RemoteCallFeed.Iterator, onLoss: @escaping (Int) -> Void) {
            self.base = base
            self.onLoss = onLoss
        }

        mutating func next() async throws -> Call? {
            while true {
                if let call = self.waiting.popFirst() { return call }
                guard let delivery = try await self.base.next() else { return nil }
                if delivery.lostCount > 0 { self.onLoss(delivery.lostCount) }
                self.waiting = delivery.calls[...]
            }
        }
    }
}
