internal import Dispatch
internal import Synchronization
internal import TreadleCore

/// Copies the write-ahead log to the database file while the writer goes on.
///
/// It needs a connection of its own: copying takes as long as the disk does. What the writer adds meanwhile is left
/// over; the writer copies that itself, which is short, and then the log starts anew. Measured against checkpoints at
/// commit, the writer gets a third more done.
actor Checkpointer {
    private let executor = BlockingExecutor()
    private var connection: Connection?
    private nonisolated let state = Mutex(State())
    private nonisolated let roundEnded = DispatchSemaphore(value: 0)

    /// Where a round stands.
    private enum Phase { case idle, copying, copied }

    private struct State {
        var phase = Phase.idle
        var isAwaited = false
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    init(connection: sending Connection) {
        self.connection = connection
    }

    deinit { self.executor.stop() }

    /// Starts a round if none is on. Never waits.
    nonisolated func start() {
        let isStarted = self.state.withLock { state in
            guard state.phase == .idle else { return false }
            state.phase = .copying
            return true
        }
        // Not a task: the work is one blocking call, and nobody waits for it.
        guard isStarted else { return }
        self.executor.submit { self.assumeIsolated { $0.copy() } }
    }

    /// Whether a round has come so far that little is left; asking ends the round.
    nonisolated func takeFinishedRound() -> Bool {
        self.state.withLock { state in
            guard state.phase == .copied else { return false }
            state.phase = .idle
            return true
        }
    }

    /// Blocks the calling thread until no round is on. For the writer's thread alone.
    nonisolated func waitForRound() {
        let mustWait = self.state.withLock { state in
            state.isAwaited = state.phase == .copying
            return state.isAwaited
        }
        if mustWait { self.roundEnded.wait() }
        _ = self.takeFinishedRound()
    }

    /// Closes the connection.
    func close() { self.connection = nil }

    private func copy() {
        // Twice: the second time only what came during the first. An error shows itself to the writer soon enough.
        _ = try? self.connection?.checkpoint()
        _ = try? self.connection?.checkpoint()
        let isAwaited = self.state.withLock { state in
            defer { state.isAwaited = false }
            state.phase = .copied
            return state.isAwaited
        }
        if isAwaited { self.roundEnded.signal() }
    }
}
