internal import Synchronization

extension Exchange {
    /// The task of a responder, which may be cancelled before it exists: it is made on another thread than the one that
    /// knows of its end.
    struct Work: ~Copyable, Sendable {
        enum State {
            case waiting, cancelled
            case started(Task<Void, Never>)
        }

        private let state = Mutex(State.waiting)

        /// The task has been made.
        func started(_ task: Task<Void, Never>) {
            let isCancelled = self.state.withLock { state in
                if case .cancelled = state { return true }
                state = .started(task)
                return false
            }
            if isCancelled { task.cancel() }
        }

        func cancel() {
            let task = self.state.withLock { state -> Task<Void, Never>? in
                defer { state = .cancelled }
                if case .started(let task) = state { return task }
                return nil
            }
            task?.cancel()
        }
    }
}
