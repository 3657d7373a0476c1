internal import Synchronization

/// Tasks that wait until something has been flushed. Whoever takes a waiter out is the one who resumes it.
final class FlushWaiters: Sendable {
    /// What becomes of a flush that begins.
    enum Beginning {
        case done, waits, stopped
    }

    private struct State {
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    /// Begins a flush and returns when ``resume(_:failing:)`` is told of it.
    ///
    /// - Parameters:
    ///   - begin: Begins the flush of an identifier.
    ///   - cancel: Forgets the flush of an identifier.
    ///   - stopped: What is thrown where nothing is flushed any more.
    /// - Throws: What `resume` was given, `stopped`, or `CancellationError` when the task is cancelled.
    func wait(
        begin: (Int) -> Beginning, cancel: @escaping @Sendable (Int) -> Void, stopped: any Error
    ) async throws {
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Kept before anything begins, so that an end that comes at once finds it.
                self.state.withLock { $0.waiters[id] = continuation }
                switch begin(id) {
                case .done: self.take(id)?.resume()
                case .stopped: self.take(id)?.resume(throwing: stopped)
                case .waits:
                    // A cancellation before the waiter was there did not find it; one from here on does.
                    guard Task.isCancelled else { break }
                    cancel(id)
                    self.take(id)?.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            cancel(id)
            self.take(id)?.resume(throwing: CancellationError())
        }
    }

    /// Ends flushes; those that were cancelled are passed over.
    func resume(_ ids: [Int], failing error: (any Error)? = nil) {
        for id in ids {
            guard let waiter = self.take(id) else { continue }
            if let error { waiter.resume(throwing: error) } else { waiter.resume() }
        }
    }

    private func take(_ id: Int) -> CheckedContinuation<Void, any Error>? {
        self.state.withLock { $0.waiters.removeValue(forKey: id) }
    }
}
