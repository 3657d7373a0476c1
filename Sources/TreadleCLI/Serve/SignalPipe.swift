#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import Synchronization

/// Hands signals on from where next to nothing may be done to where everything may.
///
/// The signal handler writes the signal's number to a pipe; a thread of its own reads it, also when everything else is
/// stuck. (A Dispatch source would do on macOS. On Linux it hears nothing until it is registered, some time later, and
/// then only what the main thread has blocked.)
final class SignalPipe: Sendable {
    /// There is one of each signal in a process, so there is one of these. It lives until the process ends.
    static let shared = SignalPipe()

    private let actions = Mutex<[Int32: @Sendable () -> Void]>([:])

    private init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { preconditionFailure("a process that starts has two file descriptors to spare") }
        let readEnd = ends[0]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Never waited for in the handler: signals beyond the thousands that fit are as good as those before them.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        writeEnd.store(ends[1], ordering: .relaxed)
        startThread {
            var number: UInt8 = 0
            while true {
                let count = read(readEnd, &number, 1)
                if count == 1 { SignalPipe.shared.perform(Int32(number)) } else if errno != EINTR { return }
            }
        }
    }

    /// Does something at each of these signals, in the place of what was done before.
    func at(_ number: Int32, perform action: @escaping @Sendable () -> Void) {
        self.actions.withLock { $0[number] = action }
        signal(number, caught)
    }

    /// Ignores these signals from now on.
    func ignore(_ number: Int32) {
        signal(number, SIG_IGN)
        _ = self.actions.withLock { $0.removeValue(forKey: number) }
    }

    private func perform(_ number: Int32) {
        self.actions.withLock { $0[number] }?()
    }
}

/// Where ``caught`` writes: it is a C function, so it can capture nothing.
private let writeEnd = Atomic<Int32>(-1)

/// The signal handler: it may interrupt anything, so it does nothing but what signal-safety(7) allows.
private func caught(_ number: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
    errno = before
}

/// Runs something on a thread that nobody waits for.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body)).toOpaque()
    let status = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, box)
    precondition(status == 0, "a process that starts has a thread to spare")
    pthread_detach(thread)
}
