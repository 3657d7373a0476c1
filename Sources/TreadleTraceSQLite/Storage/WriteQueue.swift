/// The requests that wait for a transaction, in order, cut into groups that share one.
///
/// It is pure: it decides which requests go together, and its owner writes them.
struct WriteQueue {
    /// What a request does, in a transaction that it may share with others.
    ///
    /// It may be run again: when another request of its transaction fails, or its own does.
    typealias Work = @Sendable (WritingSession) throws -> any Sendable

    /// One request, made ready before the writer's thread has it.
    struct Request: Sendable {
        let ticket: Ticket
        let work: Work
        /// How many rows it writes, roughly.
        let count: Int
        /// How many bytes they take, roughly.
        let size: Int
    }

    /// A request's place in the queue.
    struct Ticket: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    /// How much goes into one transaction. A request over it goes alone.
    struct Bounds: Sendable {
        var rows: Int
        var bytes: Int
    }

    private var waiting: [Request] = []
    private var nextNumber: UInt64 = 0

    /// How many requests wait.
    var count: Int { self.waiting.count }

    /// Adds a request at the end.
    mutating func add(count: Int, size: Int, _ work: @escaping Work) -> Ticket {
        let ticket = Ticket(number: self.nextNumber)
        self.nextNumber += 1
        self.waiting.append(Request(ticket: ticket, work: work, count: count, size: size))
        return ticket
    }

    /// Takes as many requests from the front as the bounds allow, one at least; none when none waits.
    mutating func takeGroup(_ bounds: Bounds) -> [Request] {
        var rows = 0
        var bytes = 0
        let count = self.waiting.prefix { request in
            rows += request.count
            bytes += request.size
            return rows <= bounds.rows && bytes <= bounds.bytes
        }.count
        let group = Array(self.waiting.prefix(max(count, 1)))
        self.waiting.removeFirst(group.count)
        return group
    }
}
