internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A thread of its own for actors that call what blocks (a database, a file), so that the cooperative pool never waits.
///
/// Jobs run one at a time, in the order in which they came. The thread starts with the first job and keeps the executor
/// alive; whoever owns the executor calls ``stop()`` when it is no longer needed.
package final class BlockingExecutor: SerialExecutor {
    private enum Work {
        case job(UnownedJob)
        case closure(@Sendable () -> Void)
    }

    private struct State {
        var waiting: [Work] = []
        var isAsleep = false
        var isStopped = false
        var thread: pthread_t?
        var hasThread = false
    }

    private enum Action { case nothing, wake, startThread }

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    /// Makes an executor; its thread starts with the first job.
    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        self.add(.job(UnownedJob(job)))
    }

    /// Runs a closure on the thread, after what is queued already. Never waits.
    package func submit(_ closure: @escaping @Sendable () -> Void) {
        self.add(.closure(closure))
    }

    /// Lets the thread end once nothing is queued. What is queued later still runs, on a new thread.
    package func stop() {
        let action = self.state.withLock { state -> Action in
            state.isStopped = true
            guard state.isAsleep else { return .nothing }
            state.isAsleep = false
            return .wake
        }
        self.perform(action)
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    package func isIsolatingCurrentContext() -> Bool? {
        self.state.withLock { state in state.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
    }

    package func checkIsolated() {
        precondition(self.isIsolatingCurrentContext() == true, "only the executor's own thread may do this")
    }

    private func add(_ work: Work) {
        let action = self.state.withLock { state -> Action in
            state.waiting.append(work)
            if !state.hasThread {
                state.hasThread = true
                return .startThread
            }
            guard state.isAsleep else { return .nothing }
            state.isAsleep = false
            return .wake
        }
        self.perform(action)
    }

    private func perform(_ action: Action) {
        switch action {
        case .nothing: break
        case .wake: self.wakeUp.signal()
        case .startThread: self.startThread()
        }
    }

    private func startThread() {
        let status = Self.detachThread(Unmanaged.passRetained(self).toOpaque())
        precondition(status == 0, "the system gave no thread (error \(status)): its limit on threads is reached")
    }

    private static func detachThread(_ context: UnsafeMutableRawPointer) -> Int32 {
        #if canImport(Glibc)
            var thread: pthread_t = 0
            let status = pthread_create(&thread, nil, Self.main, context)
            if status == 0 { pthread_detach(thread) }
        #else
            var thread: pthread_t?
            let status = pthread_create(&thread, nil, Self.main, context)
            if let thread { pthread_detach(thread) }
        #endif
        return status
    }

    /// The thread's own function; `context` is the executor, retained.
    private static let main: @convention(c) (ThreadContext) -> UnsafeMutableRawPointer? = { context in
        #if canImport(Glibc)
            guard let context else { return nil }
        #endif
        let executor = Unmanaged<BlockingExecutor>.fromOpaque(context).takeRetainedValue()
        executor.state.withLock { $0.thread = pthread_self() }
        executor.runUntilStopped()
        return nil
    }

    private enum Next { case run([Work]), sleep, end }

    private func runUntilStopped() {
        while true {
            let next = self.state.withLock { state -> Next in
                if !state.waiting.isEmpty {
                    defer { state.waiting.removeAll() }
                    return .run(state.waiting)
                }
                if state.isStopped {
                    state.hasThread = false
                    state.thread = nil
                    return .end
                }
                state.isAsleep = true
                return .sleep
            }
            switch next {
            case .run(let works): for work in works { self.run(work) }
            case .sleep: self.wakeUp.wait()
            case .end: return
            }
        }
    }

    private func run(_ work: Work) {
        switch work {
        case .job(let job): job.runSynchronously(on: self.asUnownedSerialExecutor())
        case .closure(let closure): closure()
        }
    }
}

#if canImport(Glibc)
    private typealias ThreadContext = UnsafeMutableRawPointer?
#else
    private typealias ThreadContext = UnsafeMutableRawPointer
#endif
