internal import Synchronization

/// Tells whoever listens about calls as they are recorded.
///
/// Publishing never waits: a subscriber that is too slow loses its oldest calls, and is told how many
/// (``Delivery/lostCount``). A feed is for looking on; what must not be missed is queried.
public final class CallFeed: Sendable {
    /// What came since the subscriber looked last.
    public struct Delivery: Sendable {
        /// The calls, in the order in which they were recorded.
        public var calls: [Call]
        /// How many before them were lost, because the subscriber was too slow.
        public var lostCount: Int

        /// Makes a delivery.
        public init(calls: [Call], lostCount: Int = 0) {
            self.calls = calls
            self.lostCount = lostCount
        }
    }

    private struct State {
        var mailboxes: [Int: CallFeedMailbox] = [:]
        var nextNumber = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Makes a feed that nobody listens to yet.
    public init() {}

    /// Listens from now on, to one project or to all.
    ///
    /// The subscription ends when it is let go, or when the feed finishes.
    ///
    /// - Parameters:
    ///   - projectID: The project, as `entity/name`; `nil` means all of them.
    ///   - limit: How many calls are kept for this subscriber.
    ///   - byteLimit: How many bytes they may take together.
    public func subscribe(
        to projectID: String? = nil, bufferingUpTo limit: Int = 1024, byteLimit: Int = 16 << 20
    ) -> CallSubscription {
        let mailbox = CallFeedMailbox(
            projectID: projectID, bounds: CallFeedBuffer.Bounds(calls: max(limit, 1), bytes: byteLimit))
        let (number, isFinished) = self.state.withLock { state in
            state.nextNumber += 1
            if !state.isFinished { state.mailboxes[state.nextNumber] = mailbox }
            return (state.nextNumber, state.isFinished)
        }
        if isFinished { mailbox.finish() }
        return CallSubscription(mailbox: mailbox) { [weak self] in
            self?.state.withLock { _ = $0.mailboxes.removeValue(forKey: number) }
        }
    }

    /// Tells everybody who listens. Never waits.
    public func publish(_ calls: [Call]) {
        let mailboxes = self.state.withLock { Array($0.mailboxes.values) }
        for mailbox in mailboxes { mailbox.deliver(calls) }
    }

    /// Ends all subscriptions, those to come as well; what they have not read yet they can still read.
    public func finish() {
        let mailboxes = self.state.withLock { state in
            state.isFinished = true
            defer { state.mailboxes = [:] }
            return Array(state.mailboxes.values)
        }
        for mailbox in mailboxes { mailbox.finish() }
    }

    /// How many listen.
    public var subscriberCount: Int { self.state.withLock { $0.mailboxes.count } }
}
