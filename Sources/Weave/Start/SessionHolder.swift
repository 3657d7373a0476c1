internal import Synchronization
internal import TreadleTracing

/// Holds the session of a process: starts it once for all who ask, and ends it.
final class SessionHolder: Sendable {
    typealias Machine = StartMachine<StartRequest.Key, Weave.Session>

    /// The process's own; it sets ``Tracer/ofThisProcess``.
    static let ofThisProcess = SessionHolder { Tracer.ofThisProcess = $0 }

    fileprivate enum Outcome {
        case session(Weave.Session)
        case again
    }

    fileprivate struct State {
        var machine = Machine()
        var waiters: [Int: CheckedContinuation<Outcome, any Error>] = [:]
        var attempt: Task<Void, Never>?
        var nextWaiter = 0
    }

    private let state = Mutex(State())
    private let use: @Sendable (Tracer) -> Void

    /// Makes a holder without a session.
    ///
    /// - Parameter use: Is told of the tracer to use from now on, in order, and quickly: it is called under a lock.
    init(use: @escaping @Sendable (Tracer) -> Void) { self.use = use }

    /// The session that runs.
    var session: Weave.Session? { self.state.withLock { $0.machine.session } }

    /// How many wait for a start or an end.
    var waiterCount: Int { self.state.withLock { $0.waiters.count } }

    /// Returns the session that is asked for, starting it where it does not run.
    ///
    /// - Parameter acceptsAny: Whether any session will do.
    func start(_ opener: SessionOpener, acceptsAny: Bool = false) async throws -> Weave.Session {
        while true {
            if case .session(let session) = try await self.ask(opener, acceptsAny) { return session }
        }
    }

    private func ask(_ opener: SessionOpener, _ acceptsAny: Bool) async throws -> Outcome {
        let waiter = self.newWaiter()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer = self.state.withLock { state -> Result<Outcome, any Error>? in
                    // Looked at under the lock: a cancellation from here on finds the waiter.
                    guard !Task.isCancelled else { return .failure(CancellationError()) }
                    switch state.machine.start(opener.request.key, waiter: waiter, acceptsAny: acceptsAny) {
                    case .running(let session): return .success(.session(session))
                    case .begins(let attempt, let former):
                        if former != nil { self.use(.disabled) }
                        // Not a part of the waiter's task: others wait for it, too, and go on when this one is cancelled.
                        state.attempt = Task.detached { await self.run(attempt, opener, ending: former) }
                    case .joined, .onHold: break
                    }
                    state.waiters[waiter] = continuation
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            let (waiting, attempt) = self.state.withLock { state in
                let (didWait, abandoned) = state.machine.cancel(waiter: waiter)
                return (
                    didWait ? state.waiters.removeValue(forKey: waiter) : nil, abandoned == nil ? nil : state.attempt
                )
            }
            attempt?.cancel()
            waiting?.resume(throwing: CancellationError())
        }
    }

    private func newWaiter() -> Int {
        self.state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
    }

    /// Ends a session, and starts another in its place.
    private func run(_ attempt: Int, _ opener: SessionOpener, ending former: Weave.Session?) async {
        await former?.finish()
        let result: Result<Weave.Session, any Error>
        do { result = .success(try await opener.open()) } catch { result = .failure(error) }
        let session = try? result.get()
        let (joined, again, isKept) = self.state.withLock { state in
            let (joined, again, isKept) = state.machine.finished(
                attempt: attempt, session, keys: session.map { opener.keys(of: $0) } ?? [])
            if isKept, let session { self.use(session.tracer) }
            state.attempt = nil
            return (state.takeWaiters(joined), state.takeWaiters(again), isKept)
        }
        for waiter in joined { waiter.resume(with: result.map { .session($0) }) }
        for waiter in again { waiter.resume(returning: .again) }
        if !isKept { await session?.finish() }
    }

    /// Ends the session that runs, or that is being started.
    func finish() async {
        while true {
            let waiter = self.newWaiter()
            let ends = await self.askEnd(waiter)
            guard let ends else { return }
            guard case .session(let session) = ends else { continue }
            await session.finish()
            let again = self.state.withLock { $0.takeWaiters($0.machine.ended()) }
            for waiter in again { waiter.resume(returning: .again) }
            return
        }
    }

    /// The session to end; ``Outcome/again`` after something else came to its end; `nil` when there is none.
    private func askEnd(_ waiter: Int) async -> Outcome? {
        // Nobody cancels this wait: a start has a deadline, and so has an end.
        try? await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Outcome, any Error>) in
            let answer = self.state.withLock { state -> Result<Outcome, any Error>? in
                switch state.machine.end(waiter: waiter) {
                case .nothing: return .failure(CancellationError())
                case .ends(let session):
                    self.use(.disabled)
                    return .success(.session(session))
                case .onHold:
                    state.waiters[waiter] = continuation
                    return nil
                }
            }
            if let answer { continuation.resume(with: answer) }
        }
    }
}

extension SessionHolder.State {
    fileprivate mutating func takeWaiters(
        _ ids: Set<Int>
    ) -> [CheckedContinuation<SessionHolder.Outcome, any Error>] {
        ids.compactMap { self.waiters.removeValue(forKey: $0) }
    }
}
