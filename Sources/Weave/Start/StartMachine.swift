/// Decides what starts and ends come to, so that there is at most one session, and one start for all who ask at once.
///
/// Whoever asks is a waiter with a number. One that is put on hold asks again when it is told to.
struct StartMachine<Key: Hashable, Session> {
    /// One start under way.
    struct Attempt {
        let id: Int
        let key: Key
        /// Those who want its session. Nobody: they all went away, and the session will not be kept.
        var joined: Set<Int>
    }

    enum Phase {
        case idle
        case starting(Attempt)
        case running(Session, Set<Key>)
        case ending
    }

    /// What a start comes to.
    enum Start {
        /// This session runs.
        case running(Session)
        /// The waiter has joined a new attempt, which first ends that session.
        case begins(attempt: Int, ending: Session?)
        /// The waiter has joined an attempt.
        case joined
        case onHold
    }

    /// What an end comes to.
    enum End {
        case nothing
        /// The session is to be ended, and ``ended()`` to be said.
        case ends(Session)
        case onHold
    }

    private(set) var phase = Phase.idle
    private var onHold: Set<Int> = []
    private var lastAttempt = 0

    /// Somebody wants a session.
    ///
    /// - Parameter acceptsAny: Whether any session will do that runs or is being started.
    mutating func start(_ key: Key, waiter: Int, acceptsAny: Bool = false) -> Start {
        switch self.phase {
        case .running(let session, let keys) where acceptsAny || keys.contains(key): return .running(session)
        case .running(let session, _): return self.begin(key, waiter, ending: session)
        case .idle: return self.begin(key, waiter, ending: nil)
        case .starting(var attempt) where !attempt.joined.isEmpty && (acceptsAny || attempt.key == key):
            attempt.joined.insert(waiter)
            self.phase = .starting(attempt)
            return .joined
        case .starting, .ending:
            self.onHold.insert(waiter)
            return .onHold
        }
    }

    private mutating func begin(_ key: Key, _ waiter: Int, ending session: Session?) -> Start {
        self.lastAttempt += 1
        self.phase = .starting(Attempt(id: self.lastAttempt, key: key, joined: [waiter]))
        return .begins(attempt: self.lastAttempt, ending: session)
    }

    /// Somebody does not wait any longer. Returns whether they did, and the attempt that nobody wants any more.
    mutating func cancel(waiter: Int) -> (didWait: Bool, abandoned: Int?) {
        if self.onHold.remove(waiter) != nil { return (true, nil) }
        guard case .starting(var attempt) = self.phase, attempt.joined.remove(waiter) != nil else {
            return (false, nil)
        }
        self.phase = .starting(attempt)
        return (true, attempt.joined.isEmpty ? attempt.id : nil)
    }

    /// An attempt came to its end.
    ///
    /// - Parameters:
    ///   - session: What it started; `nil` when it failed.
    ///   - keys: The starts that the session is the answer to.
    /// - Returns: Those who joined it, those who ask again, and whether the session is kept.
    mutating func finished(
        attempt id: Int, _ session: Session?, keys: Set<Key> = []
    ) -> (joined: Set<Int>, again: Set<Int>, isKept: Bool) {
        guard case .starting(let attempt) = self.phase, attempt.id == id else {
            preconditionFailure("an attempt that nobody ended goes on, and there is one at a time")
        }
        let isKept = session != nil && !attempt.joined.isEmpty
        if isKept, let session { self.phase = .running(session, keys) } else { self.phase = .idle }
        return (attempt.joined, self.release(), isKept)
    }

    /// Somebody wants no session.
    mutating func end(waiter: Int) -> End {
        switch self.phase {
        case .idle: return .nothing
        case .running(let session, _):
            self.phase = .ending
            return .ends(session)
        case .starting, .ending:
            self.onHold.insert(waiter)
            return .onHold
        }
    }

    /// The session has ended. Returns those who ask again.
    mutating func ended() -> Set<Int> {
        self.phase = .idle
        return self.release()
    }

    private mutating func release() -> Set<Int> {
        defer { self.onHold = [] }
        return self.onHold
    }

    /// The session that runs.
    var session: Session? {
        guard case .running(let session, _) = self.phase else { return nil }
        return session
    }
}
