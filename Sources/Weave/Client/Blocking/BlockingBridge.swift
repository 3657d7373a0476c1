internal import Dispatch
internal import Synchronization
internal import TreadleTrace

/// Runs async work on a thread of its own while another one waits.
///
/// Not on the cooperative pool: all threads of that may be waiting here, being those of dispatch's global queues as well.
final class BlockingBridge: Sendable {
    /// Whether a task may wait, too: only where its executor has a thread of its own, which nothing else needs.
    private let servesTasks: Bool
    private let thread = TaskThread()

    init(servesTasks: Bool = false) { self.servesTasks = servesTasks }

    deinit { self.thread.stop() }

    private final class Outcome<Success: Sendable>: Sendable {
        let result = Mutex<Result<Success, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
    }

    /// Waits for async work. Signals reach the process as ever.
    ///
    /// - Throws: what the work throws; ``TraceError`` with ``TraceError/Code/invalidRequest`` within a task, whose thread
    ///   the work itself may need.
    func wait<Success: Sendable>(for work: @escaping @Sendable () async throws -> Success) throws -> Success {
        guard self.servesTasks || withUnsafeCurrentTask(body: { $0 == nil }) else {
            throw TraceError(
                .invalidRequest,
                "WeaveClient blocks its thread and must not be called from async code; use AsyncWeaveClient there")
        }
        let outcome = Outcome<Success>()
        // A task that no scope owns, since the caller is not async; it waits for it right here.
        Task.detached(executorPreference: self.thread) {
            let result: Result<Success, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            outcome.result.withLock { $0 = result }
            outcome.done.signal()
        }
        outcome.done.wait()
        guard let result = outcome.result.withLock({ $0 }) else {
            preconditionFailure("the semaphore is signalled behind the result")
        }
        return try result.get()
    }
}
