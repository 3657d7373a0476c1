internal import TreadleTracing

/// What of a session runs and ends.
final class SessionEngine: Sendable {
    let parts: SessionParts
    let clock: any Clock<Duration>
    private let running: Task<Void, Never>

    /// Puts the parts to work.
    init(_ parts: SessionParts, options: Weave.Options) {
        self.parts = parts
        self.clock = options.surroundings.clock
        let end = EndSignal()
        let ending = ProcessEnd.shared.add(
            ProcessEnd.Delivery(
                atExit: options.flushesAtExit, onSignals: options.flushesOnSignals, timeout: options.exitTimeout,
                parts: parts, end: end))
        // A loose task, with a reason: a session outlives the function that starts it, so that no scope could hold what it
        // runs. It ends with the drain that `finish()`, `deinit` and the end of the process ask for. It is
        // detached, so that neither the starter's actor nor its cancellation reaches it.
        //
        // Its thread is its own: calls are delivered also while a task of the pool has called `exit` and waits for that.
        let thread = TaskThread()
        self.running = Task.detached(executorPreference: thread) {
            await parts.run()
            if ProcessEnd.shared.remove(ending) { parts.close() }
            end.signal()
            thread.stop()
        }
    }

    /// Asks it to deliver what is there and end. Never waits.
    func drain() { self.parts.drain() }

    /// Delivers what is there, and returns when it has ended.
    func finish() async {
        self.drain()
        await self.running.value
    }

    /// Why a flush did not come to its end.
    func flushExpired(after timeout: Duration) -> WeaveError {
        let counts = self.parts.batcher.counts
        return WeaveError(
            .timedOut,
            "not all calls were delivered within \(timeout): \(counts.pending) wait in memory, \(counts.spooledBytes) bytes "
                + "in the spool; \(counts.isFailing ? "the server does not take them now" : "they are being sent"), and "
                + "delivery goes on")
    }
}
