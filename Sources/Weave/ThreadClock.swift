internal import Dispatch
internal import Synchronization
internal import TreadleCore

/// Continuous time, whose sleepers are woken by a thread of its own.
///
/// `ContinuousClock` wakes them on the cooperative pool, so that nobody wakes while all threads of that are blocked, be it
/// by somebody who waits for a sleeper.
struct ThreadClock: Clock {
    typealias Instant = ContinuousClock.Instant

    var now: Instant { ContinuousClock.now }
    var minimumResolution: Duration { .milliseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await Alarm.shared.sleep(until: deadline)
    }

    /// The thread and its sleepers; few, so that looking at all of them costs nothing.
    private final class Alarm: Sendable {
        static let shared = Alarm()

        private struct Sleeper {
            let deadline: Instant
            let continuation: CheckedContinuation<Void, any Error>
        }

        private struct State {
            var sleepers: [Int: Sleeper] = [:]
            var next = 0
            var isWatching = false
            /// When the thread looks again by itself.
            var looksAgain: Instant?
        }

        private let state = Mutex(State())
        private let change = DispatchSemaphore(value: 0)
        private let thread = BlockingExecutor()

        func sleep(until deadline: Instant) async throws {
            let id = self.state.withLock { state in
                state.next += 1
                return state.next
            }
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    self.add(id, Sleeper(deadline: deadline, continuation: continuation))
                }
            } onCancel: {
                self.state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(
                    throwing: CancellationError())
            }
        }

        private func add(_ id: Int, _ sleeper: Sleeper) {
            let isCancelled = self.state.withLock { state in
                // Looked at under the lock: a cancellation from here on finds the sleeper.
                guard !Task.isCancelled else { return true }
                state.sleepers[id] = sleeper
                if !state.isWatching {
                    state.isWatching = true
                    self.thread.submit { self.watch() }
                } else if let looksAgain = state.looksAgain, sleeper.deadline < looksAgain {
                    state.looksAgain = nil
                    self.change.signal()
                }
                return false
            }
            if isCancelled { sleeper.continuation.resume(throwing: CancellationError()) }
        }

        /// Wakes sleepers until there are none.
        private func watch() {
            while true {
                let now = ContinuousClock.now
                let (due, pause) = self.state.withLock { state -> ([Sleeper], Duration?) in
                    let due = state.sleepers.filter { $0.value.deadline <= now }
                    for id in due.keys { state.sleepers[id] = nil }
                    let next = state.sleepers.values.map(\.deadline).min()
                    if next == nil { state.isWatching = false }
                    state.looksAgain = next
                    return (Array(due.values), next.map { now.duration(to: $0) })
                }
                for sleeper in due { sleeper.continuation.resume() }
                guard let pause else { return }
                let milliseconds = min(pause, .seconds(3600)) / .milliseconds(1)
                _ = self.change.wait(timeout: .now() + .milliseconds(Int(milliseconds) + 1))
            }
        }
    }
}
