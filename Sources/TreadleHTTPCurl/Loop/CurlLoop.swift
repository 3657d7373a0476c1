internal import Glibc
internal import Synchronization
internal import TreadleHTTP

/// A thread that carries out transfers, and the way to ask things of it.
final class CurlLoop: Sendable {
    let configuration: CurlTransportConfiguration
    private let multi: MultiHandle
    private let mailbox = Mutex(Mailbox<Command>())

    /// Starts the thread. It keeps the loop alive until ``Command/drain`` or ``Command/stop`` ends it.
    init(_ configuration: CurlTransportConfiguration) throws(HTTPError) {
        self.configuration = configuration
        do {
            self.multi = try MultiHandle(configuration)
        } catch {
            throw HTTPError(.refusedToStart, "libcurl could not be set up; check its installation", cause: error)
        }
        try self.startThread()
    }

    private func startThread() throws(HTTPError) {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let status = pthread_create(&thread, nil, { CurlLoop.runThread($0) }, box.toOpaque())
        guard status == 0 else {
            box.release()
            self.multi.close()
            throw HTTPError(
                .refusedToStart, "no thread for the transport (error \(status)); raise the limit on threads")
        }
        pthread_detach(thread)
    }

    private static func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { preconditionFailure("the thread was given its loop") }
        // OpenSSL writes to sockets in a way that raises SIGPIPE when the other side is gone.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let loop = Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue()
        Worker(loop, loop.multi).run()
        return nil
    }

    /// Asks something of the loop. May be called from any thread.
    func post(_ command: Command) {
        switch self.mailbox.withLock({ $0.post(command) }) {
        case .none: break
        case .wake:
            self.multi.wakeUp()
            self.mailbox.withLock { $0.noteWoken() }
        case .refuse: Self.refuse(command)
        }
    }

    /// What to do; called by the worker.
    func takeCommands() -> [Command] { self.mailbox.withLock { $0.take() } }

    /// Whether the worker may wait.
    func fallAsleep() -> Bool { self.mailbox.withLock { $0.fallAsleep() } }

    /// The worker has ended.
    func close() {
        for command in self.mailbox.withLock({ $0.close() }) { Self.refuse(command) }
        // A thread that is between deciding to wake us and doing so still needs the handle, for a moment.
        while !self.mailbox.withLock({ $0.isQuiet }) { sched_yield() }
        self.multi.close()
    }

    private static func refuse(_ command: Command) {
        guard case .add(let transfer) = command else { return }
        _ = transfer.deliver(Delivery(end: .failure(.transportClosed())))
    }
}
