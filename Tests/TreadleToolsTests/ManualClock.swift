import Synchronization

/// A clock that stands still until it is told the time; who sleeps on it is told through `sleeps`.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: self.offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - self.offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant()
        var nextID = 0
        var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
    }

    private let state = Mutex(State())
    private let sleep: AsyncStream<Duration>.Continuation
    /// How long each sleeper wants to sleep, as it lies down.
    let sleeps: AsyncStream<Duration>

    init() { (self.sleeps, self.sleep) = AsyncStream.makeStream() }

    var now: Instant { self.state.withLock { $0.now } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isDue, wait) = self.state.withLock { state in
                    let wait = state.now.duration(to: deadline)
                    if Task.isCancelled || wait <= .zero { return (true, wait) }
                    state.sleepers[id] = (deadline, continuation)
                    return (false, wait)
                }
                if isDue { return continuation.resume(with: Result { try Task.checkCancellation() }) }
                self.sleep.yield(wait)
            }
        } onCancel: {
            self.state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation
                .resume(throwing: CancellationError())
        }
    }

    func advance(by duration: Duration) {
        let due = self.state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }
}
