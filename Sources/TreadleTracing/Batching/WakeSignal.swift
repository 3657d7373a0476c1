internal import Synchronization

/// Wakes one waiting task. A signal that comes while nobody waits is kept for the next wait; several are one.
final class WakeSignal: Sendable {
    private enum State {
        case quiet
        case raised
        case waiting(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.quiet)

    /// Wakes whoever waits, or the next who does.
    func raise() {
        let waiter = self.state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard case .waiting(let waiter) = state else {
                state = .raised
                return nil
            }
            state = .quiet
            return waiter
        }
        waiter?.resume()
    }

    /// Returns when the signal is raised or the task is cancelled. One task at a time may wait.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayGoOn = self.state.withLock { state -> Bool in
                    // Looked at under the lock: a cancellation from here on finds the waiter.
                    if case .quiet = state, !Task.isCancelled {
                        state = .waiting(continuation)
                        return false
                    }
                    state = .quiet
                    return true
                }
                if mayGoOn { continuation.resume() }
            }
        } onCancel: {
            // Not ``raise()``: a cancelled wait must not leave a signal behind.
            let waiter = self.state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard case .waiting(let waiter) = state else { return nil }
                state = .quiet
                return waiter
            }
            waiter?.resume()
        }
    }
}
