internal import TreadleCore

/// A thread of its own for the task that delivers calls.
///
/// So they are delivered also while every thread of the cooperative pool is blocked: by the program's code, or because
/// one of them called `exit` and waits for the delivery.
final class DeliveryThread: TaskExecutor {
    private let executor = BlockingExecutor()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.executor.submit { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Lets the thread end once nothing is left to do.
    func stop() { self.executor.stop() }
}
