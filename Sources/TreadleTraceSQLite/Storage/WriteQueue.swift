internal import TreadleTrace

/// The requests that wait for a transaction, in order, cut into groups that share one.
///
/// It is pure: it decides which requests go together, and its owner writes them.
struct WriteQueue {
    /// One request's calls, made ready before the writer's thread has them.
    struct Request: Sendable {
        let ticket: Ticket
        let calls: [Call]
        let traceNames: [String]
        /// Roughly how many bytes they take.
        let size: Int
    }

    /// A request's place in the queue.
    struct Ticket: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    /// How much goes into one transaction. A request over it goes alone.
    struct Bounds: Sendable {
        var calls: Int
        var bytes: Int
    }

    private var waiting: [Request] = []
    private var nextNumber: UInt64 = 0

    /// How many requests wait.
    var count: Int { self.waiting.count }

    /// Adds a request at the end.
    mutating func add(_ calls: [Call], traceNames: [String], size: Int) -> Ticket {
        let ticket = Ticket(number: self.nextNumber)
        self.nextNumber += 1
        self.waiting.append(Request(ticket: ticket, calls: calls, traceNames: traceNames, size: size))
        return ticket
    }

    /// Takes as many requests from the front as the bounds allow, one at least; none when none waits.
    mutating func takeGroup(_ bounds: Bounds) -> [Request] {
        var calls = 0
        var bytes = 0
        let count = self.waiting.prefix { request in
            calls += request.calls.count
            bytes += request.size
            return calls <= bounds.calls && bytes <= bounds.bytes
        }.count
        let group = Array(self.waiting.prefix(max(count, 1)))
        self.waiting.removeFirst(group.count)
        return group
    }
}
