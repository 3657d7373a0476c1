internal import CTreadleLinux
internal import Glibc

/// A thread that runs one loop until it returns.
enum LoopThread {
    /// Starts it. Signals meant for the process go to other threads.
    ///
    /// - Throws: ``SystemFailure`` when there can be no further thread.
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) throws(SystemFailure) {
        final class Start: Sendable {
            let name: String
            let body: @Sendable () -> Void
            init(_ name: String, _ body: @escaping @Sendable () -> Void) { (self.name, self.body) = (name, body) }
        }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let start = Unmanaged.passRetained(Start(name, body))
        let code = pthread_create(
            &thread, &attributes,
            { pointer in
                // A process signal handled here would only interrupt the wait; SIGPIPE must not kill anybody.
                var signals = sigset_t()
                sigemptyset(&signals)
                for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD] { sigaddset(&signals, signal) }
                pthread_sigmask(SIG_BLOCK, &signals, nil)
                guard let pointer else { return nil }
                let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
                ctreadle_linux_name_thread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw SystemFailure(call: "pthread_create", code: code)
        }
    }
}
