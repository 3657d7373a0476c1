/// What one subscriber has not taken yet: bounded, and the oldest goes first when it is full.
///
/// It is pure: it decides, and its owner resumes whoever waits.
struct CallFeedBuffer<Waiter> {
    /// How much is kept for a slow subscriber. One call is kept whatever its size.
    struct Bounds: Sendable {
        var calls: Int
        var bytes: Int
    }

    /// What the subscriber is told when it comes for more.
    enum Arrival {
        /// There is something to take, or nothing will come any more.
        case ready
        /// Its waiter is kept until there is.
        case wait
    }

    private let bounds: Bounds
    private var calls: [Call] = []
    private var bytes = 0
    private var lost = 0
    private var isFinished = false
    private var waiter: Waiter?

    init(bounds: Bounds) {
        self.bounds = bounds
    }

    /// Adds calls; returns the waiter to resume, if any.
    mutating func add(_ new: [Call]) -> Waiter? {
        guard !self.isFinished, !new.isEmpty else { return nil }
        self.calls += new
        self.bytes += new.reduce(0) { $0 + $1.approximateSize }
        var excess = 0
        while self.calls.count - excess > 1,
            self.calls.count - excess > self.bounds.calls || self.bytes > self.bounds.bytes
        {
            self.bytes -= self.calls[excess].approximateSize
            excess += 1
        }
        self.calls.removeFirst(excess)
        self.lost += excess
        return self.takeWaiter()
    }

    /// No more will be added; returns the waiter to resume, if any.
    mutating func finish() -> Waiter? {
        self.isFinished = true
        return self.takeWaiter()
    }

    /// Asks whether there is something, and leaves a waiter if not.
    mutating func arrive(_ waiter: Waiter) -> Arrival {
        guard self.calls.isEmpty, self.lost == 0, !self.isFinished else { return .ready }
        precondition(self.waiter == nil, "a subscription has one reader at a time")
        self.waiter = waiter
        return .wait
    }

    /// Gives up waiting; returns the waiter to resume, if it still waits.
    mutating func takeWaiter() -> Waiter? {
        defer { self.waiter = nil }
        return self.waiter
    }

    /// Takes everything that is there; `nil` once it is finished and empty.
    mutating func take() -> CallFeed.Delivery? {
        guard !self.calls.isEmpty || self.lost > 0 || !self.isFinished else { return nil }
        defer {
            self.calls = []
            self.bytes = 0
            self.lost = 0
        }
        return CallFeed.Delivery(calls: self.calls, lostCount: self.lost)
    }
}
