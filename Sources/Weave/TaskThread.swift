internal import TreadleCore

/// A thread of its own for tasks that must go on while every thread of the cooperative pool is blocked.
///
/// It may be by the program's code: on Linux the pool's threads are those of dispatch's global queues. And one of them may
/// wait for the very task.
final class TaskThread: TaskExecutor {
    private let executor = BlockingExecutor()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.executor.submit { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Lets the thread end once nothing is left to do.
    func stop() { self.executor.stop() }
}
