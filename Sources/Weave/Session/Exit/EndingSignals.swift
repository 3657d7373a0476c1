internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Delivers what sessions hold at a signal that ends the process, which then ends by that very signal.
///
/// The handler writes the signal's number to a pipe; a thread of its own reads it, delivers, and sends the signal again,
/// to its default action. A second signal, the same or another, does not wait.
final class EndingSignals: Sendable {
    static let shared = EndingSignals()

    private static let numbers = [SIGTERM, SIGINT, SIGHUP]
    private let isWatching = Mutex(false)

    private init() {}

    /// Takes over the signals whose action is the default one; whatever a program does with the others stays.
    ///
    /// The default action does not end the first process of a container, so there all stays as it is.
    func watch() {
        guard getpid() != 1 else { return }
        self.isWatching.withLock { isWatching in
            if !isWatching { isWatching = Self.startThread() }
            guard isWatching else { return }
            for number in Self.numbers where Self.hasDefaultAction(number) { Self.install(number) }
        }
    }

    private static func hasDefaultAction(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Glibc)
            return action.__sigaction_handler.sa_handler == nil
        #else
            return action.__sigaction_u.__sa_handler == nil
        #endif
    }

    private static func install(_ number: Int32) {
        var action = sigaction()
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = caught
            action.sa_flags = SA_RESTART | Int32(bitPattern: SA_RESETHAND)
        #else
            action.__sigaction_u.__sa_handler = caught
            action.sa_flags = SA_RESTART | Int32(SA_RESETHAND)
        #endif
        sigemptyset(&action.sa_mask)
        _ = sigaction(number, &action, nil)
    }

    /// Starts the thread that delivers. Without descriptors or a thread to spare, signals stay as they are.
    private static func startThread() -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Never waited for in the handler.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        readEnd.store(ends[0], ordering: .relaxed)
        writeEnd.store(ends[1], ordering: .relaxed)
        signalled.store(getpid(), ordering: .relaxed)
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let status = pthread_create(
            &thread, nil,
            { _ in
                EndingSignals.serve()
                return nil
            }, nil)
        #if canImport(Glibc)
            if status == 0 { pthread_detach(thread) }
        #else
            if let thread { pthread_detach(thread) }
        #endif
        return status == 0
    }

    private static func serve() {
        var number: UInt8 = 0
        while true {
            let count = read(readEnd.load(ordering: .relaxed), &number, 1)
            guard count == 1 else {
                if count < 0, errno == EINTR { continue }
                return
            }
            ProcessEnd.shared.deliver { $0.onSignals }
            kill(getpid(), Int32(number))
        }
    }
}

// What the handler needs: it is a C function, so it can capture nothing.
private let readEnd = Atomic<Int32>(-1)
private let writeEnd = Atomic<Int32>(-1)
private let signalled = Atomic<pid_t>(0)
private let isEnding = Atomic(false)

/// The signal handler: it may interrupt anything, so it does nothing but what signal-safety(7) allows.
private func caught(_ number: Int32) {
    let before = errno
    // The handler is taken out with the signal that it is called for, so that sending it again has the default action.
    // A child that was forked off shares the pipe, but is not the one to end.
    if getpid() == signalled.load(ordering: .relaxed), !isEnding.exchange(true, ordering: .relaxed) {
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
    } else {
        kill(getpid(), number)
    }
    errno = before
}
