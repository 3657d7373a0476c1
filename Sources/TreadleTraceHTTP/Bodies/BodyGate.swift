internal import Synchronization
internal import TreadleTrace

/// Bounds how many bytes of large bodies are in memory at a time; those who come too many wait their turn.
///
/// Small bodies pass it by: there cannot be so many of them that they matter.
final class BodyGate: Sendable {
    private let machine: Mutex<Machine>
    private let capacity: Int
    private let patience: Duration
    private let clock: any Clock<Duration>

    /// Makes a gate.
    ///
    /// - Parameters:
    ///   - capacity: Bytes at a time.
    ///   - patience: How long one may have to wait.
    ///   - clock: What measures that.
    init(capacity: Int, patience: Duration, clock: any Clock<Duration>) {
        self.machine = Mutex(Machine(capacity: capacity))
        self.capacity = capacity
        self.patience = patience
        self.clock = clock
    }

    /// How many wait.
    var waiterCount: Int { self.machine.withLock { $0.waiterCount } }

    /// Waits until there is room for so many bytes; they are to be given back with ``leave(_:)``.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/unavailable`` when it took too long, `CancellationError`.
    func enter(_ bytes: Int) async throws {
        // What is larger than all there is takes all of it, so that it passes in the end.
        let bytes = min(bytes, self.capacity)
        if self.machine.withLock({ $0.take(bytes) }) { return }
        let id = self.machine.withLock { $0.makeID() }
        let isIn = await withTaskGroup(of: Bool?.self) { group in
            group.addTask { await self.wait(for: bytes, id: id) }
            group.addTask {
                try? await self.clock.sleep(for: self.patience)
                return nil
            }
            // The first one to end decides: room, or the end of the patience (or a cancellation of both).
            var isIn = false
            while let result = await group.next() {
                if let result {
                    isIn = result
                    group.cancelAll()
                } else {
                    self.quit(id)
                }
            }
            return isIn
        }
        self.machine.withLock { $0.forget(id) }
        guard !isIn else {
            if Task.isCancelled {
                self.leave(bytes)
                throw CancellationError()
            }
            return
        }
        try Task.checkCancellation()
        throw TraceError(
            .unavailable, "the server is busy with other large requests; try again in a moment",
            retryAfter: .seconds(1))
    }

    /// Gives room back.
    func leave(_ bytes: Int) {
        let waiters = self.machine.withLock { $0.give(min(bytes, self.capacity)) }
        for waiter in waiters { waiter.continuation.resume(returning: true) }
    }

    private func wait(for bytes: Int, id: Int) async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = Machine.Waiter(id: id, bytes: bytes, continuation: continuation)
                if let known = self.machine.withLock({ $0.take(waiter) }) { continuation.resume(returning: known) }
            }
        } onCancel: {
            self.quit(id)
        }
    }

    private func quit(_ id: Int) {
        let (quitter, others) = self.machine.withLock { $0.quit(id) }
        quitter?.continuation.resume(returning: false)
        for waiter in others { waiter.continuation.resume(returning: true) }
    }
}
