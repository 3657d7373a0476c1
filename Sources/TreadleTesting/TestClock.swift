internal import Synchronization

/// A clock that stands still until a test advances it.
///
/// A test waits on ``sleeps`` until what it tests has gone to sleep, then advances the clock: no test needs to sleep
/// itself.
public final class TestClock: Clock, Sendable {
    /// A moment of this clock.
    public struct Instant: InstantProtocol {
        /// The time since the clock was made.
        public var offset: Duration

        public func advanced(by duration: Duration) -> Instant { Instant(offset: self.offset + duration) }
        public func duration(to other: Instant) -> Duration { other.offset - self.offset }
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        var id: Int
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Sleeper] = []
        var nextID = 0
    }

    /// How long each sleep that began is to last, in the order they began. For one consumer.
    public let sleeps: AsyncStream<Duration>
    private let began: AsyncStream<Duration>.Continuation
    private let state = Mutex(State())

    /// Makes a clock that starts at zero.
    public init() {
        (self.sleeps, self.began) = AsyncStream.makeStream()
    }

    public var now: Instant { self.state.withLock { $0.now } }

    public var minimumResolution: Duration { .nanoseconds(1) }

    /// How many tasks sleep now.
    public var sleeperCount: Int { self.state.withLock { $0.sleepers.count } }

    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Looked at under the lock: a cancellation from here on finds the sleeper.
                let outcome = self.state.withLock { state -> Result<Duration?, any Error> in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    guard deadline > state.now else { return .success(nil) }
                    state.sleepers.append(Sleeper(id: id, deadline: deadline, continuation: continuation))
                    return .success(state.now.duration(to: deadline))
                }
                switch outcome {
                case .failure(let error): continuation.resume(throwing: error)
                case .success(nil): continuation.resume()
                case .success(let duration?): self.began.yield(duration)
                }
            }
        } onCancel: {
            let sleeper = self.state.withLock { state in
                state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves the time on and wakes whoever's deadline has come, earliest first.
    public func advance(by duration: Duration) {
        let due = self.state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.deadline <= state.now }
            state.sleepers.removeAll { $0.deadline <= state.now }
            return due.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }
}
