internal import Synchronization
internal import TreadleCore

/// A demo answer as it streams.
final class DemoStream: ChatStream {
    private struct State {
        var machine: DemoStreamMachine
        /// Ends the pause that ``next()`` is in.
        var pause: AsyncStream<Never>.Continuation?
    }

    private let state: Mutex<State>
    private let delay: Duration?
    private let clock: any Clock<Duration>

    init(_ chunks: [RawJSON], usage: RawJSON, delay: Duration?, clock: any Clock<Duration>) {
        self.state = Mutex(State(machine: DemoStreamMachine(chunks, usage: usage)))
        self.delay = delay
        self.clock = clock
    }

    func next() async -> ChatEvent? {
        if let delay = self.delay, delay > .zero { await self.pause(delay) }
        let isCancelled = Task.isCancelled
        return self.state.withLock { state in
            if isCancelled { _ = state.machine.cancel() }
            return state.machine.next()
        }
    }

    @discardableResult func cancel() -> ChatCompletion? {
        let (partial, pause) = self.state.withLock { ($0.machine.cancel(), $0.pause.take()) }
        pause?.finish()
        return partial
    }

    /// Waits, unless the stream or the task is cancelled.
    private func pause(_ delay: Duration) async {
        let (isOver, end) = AsyncStream<Never>.makeStream()
        let hasPause = self.state.withLock { state in
            if state.machine.hasPause { state.pause = end }
            return state.machine.hasPause
        }
        guard hasPause else { return }
        let clock = self.clock
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await clock.sleep(for: delay) }
            group.addTask { for await _ in isOver {} }
            await group.next()
            group.cancelAll()
        }
        self.state.withLock { $0.pause = nil }
    }
}
