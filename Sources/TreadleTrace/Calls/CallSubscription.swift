/// One listener's place at a ``CallFeed``: a sequence of what came, for one reader.
///
/// The sequence ends when the feed finishes. Letting go of the subscription and its iterators ends it as well.
public struct CallSubscription: AsyncSequence, Sendable {
    /// What came since the reader looked last: calls, and how many were lost before them.
    public typealias Element = CallFeed.Delivery

    /// Keeps the mailbox in the feed for as long as somebody may read it.
    private final class Place: Sendable {
        let mailbox: CallFeedMailbox
        let leave: @Sendable () -> Void

        init(mailbox: CallFeedMailbox, leave: @escaping @Sendable () -> Void) {
            self.mailbox = mailbox
            self.leave = leave
        }

        deinit { self.leave() }
    }

    private let place: Place

    init(mailbox: CallFeedMailbox, leave: @escaping @Sendable () -> Void) {
        self.place = Place(mailbox: mailbox, leave: leave)
    }

    public func makeAsyncIterator() -> Iterator { Iterator(subscription: self) }

    /// Waits until something has come, or nothing will come any more, or the task is cancelled; takes nothing.
    ///
    /// Made for racing it against a clock: whoever loses the race has lost no call.
    public func waitUntilReady() async { await self.place.mailbox.wait() }

    /// Takes what has come, without waiting; with no calls when nothing has, `nil` when nothing will any more.
    public func take() -> CallFeed.Delivery? { self.place.mailbox.take() }

    /// Ends the subscription, and the wait of whoever reads it.
    public func cancel() {
        self.place.leave()
        self.place.mailbox.finish()
    }

    /// Reads a subscription.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let subscription: CallSubscription

        /// The next delivery, never an empty one; `nil` after the end, or when the task is cancelled.
        public mutating func next() async -> CallFeed.Delivery? {
            while !Task.isCancelled {
                await self.subscription.waitUntilReady()
                guard let delivery = self.subscription.take() else { return nil }
                if !delivery.calls.isEmpty || delivery.lostCount > 0 { return delivery }
            }
            return nil
        }
    }
}
