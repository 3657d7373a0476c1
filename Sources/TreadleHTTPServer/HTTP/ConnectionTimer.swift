/// Decides which of a connection's timeouts has run out.
///
/// Nothing tells when a byte of a head comes in or a byte of an answer goes out; the kernel's counters do, looked at now
/// and then. A request that is over before the next look costs nothing.
struct ConnectionTimer {
    /// The spans, in milliseconds.
    struct Limits {
        var header: Milliseconds
        var read: Milliseconds
        var write: Milliseconds
        var idle: Milliseconds
    }

    /// What the kernel has counted.
    struct Counts {
        /// Bytes from the peer.
        var received: UInt64
        /// Bytes the peer has acknowledged.
        var acknowledged: UInt64
        /// Whether there are bytes it has not.
        var hasOutstanding: Bool
    }

    /// What is to be done.
    enum Verdict: Equatable {
        case none
        /// Answer 408, and close.
        case refuseHead, refuseBody
        /// Close without a word.
        case cut
    }

    private enum Phase {
        /// Between requests; the count and time of the last look, and when the head's first byte was in at the latest.
        case head(look: (received: UInt64, at: Milliseconds)?, began: Milliseconds?)
        /// The body comes.
        case body
        /// Something of ours is awaited.
        case waiting
        /// An answer goes out; the count and time of the last progress.
        case sending(acknowledged: UInt64?, progress: Milliseconds)
        /// Everything was said; the peer may read it until then.
        case lingering(until: Milliseconds)
    }

    private var phase: Phase
    private var since: Milliseconds
    private var isUsed = false

    /// A connection has come.
    init(now: Milliseconds) {
        self.phase = .head(look: nil, began: now)
        self.since = now
    }

    /// A request is complete, or its body must wait for its reader.
    mutating func wait() { self.phase = .waiting }

    /// The body is awaited, or part of it came.
    mutating func body(now: Milliseconds) {
        self.phase = .body
        self.since = now
    }

    /// An answer goes out, or goes on.
    mutating func send(now: Milliseconds) {
        if case .sending = self.phase { return }
        self.phase = .sending(acknowledged: nil, progress: now)
    }

    /// A request was answered; another may come.
    mutating func idle(now: Milliseconds) {
        self.phase = .head(look: nil, began: nil)
        self.since = now
        self.isUsed = true
    }

    /// Everything was said.
    mutating func linger(until deadline: Milliseconds) { self.phase = .lingering(until: deadline) }

    /// Whether the connection is between requests.
    var isIdle: Bool {
        if case .head(_, nil) = self.phase { true } else { false }
    }

    /// Looks whether a timeout has run out.
    mutating func verdict(now: Milliseconds, limits: Limits, counts: () -> Counts?) -> Verdict {
        switch self.phase {
        case .waiting: return .none
        case .lingering(let deadline): return now >= deadline ? .cut : .none
        case .body: return now - self.since >= limits.read ? .refuseBody : .none
        case .sending(let acknowledged, let progress):
            guard now - progress >= limits.write / 4, let counts = counts() else { return .none }
            guard counts.hasOutstanding, counts.acknowledged == acknowledged else {
                self.phase = .sending(acknowledged: counts.acknowledged, progress: now)
                return .none
            }
            return now - progress >= limits.write ? .cut : .none
        case .head(let look, let began):
            if let began {
                guard now - began >= limits.header else { return .none }
                // Nobody wants to read that a head they never began took too long.
                return self.isUsed || counts()?.received ?? 0 > 0 ? .refuseHead : .cut
            }
            if now - self.since >= limits.idle { return .cut }
            guard now - (look?.at ?? self.since) >= limits.header / 4, let counts = counts() else { return .none }
            let hasBegun = look.map { $0.received != counts.received } ?? false
            self.phase = .head(look: (counts.received, now), began: hasBegun ? look?.at : nil)
            return .none
        }
    }
}
