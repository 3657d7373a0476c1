internal import CTreadleLinux
internal import CTreadleMicroHTTPD
internal import Glibc
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// The thread that HTTP runs on: libmicrohttpd's connections, their timeouts, and what responders leave for them.
///
/// `@unchecked Sendable`: everything but the mailbox, the poller's wake-up and the atomics is touched by the loop's
/// thread alone, from ``run()`` on; before that, by the one thread that makes the loop and starts it.
final class HTTPLoop: @unchecked Sendable {
    /// What other threads leave for the loop.
    enum Mail: Sendable {
        /// The responder has answered; a streamed body comes through the download.
        case answered(Exchange, HTTPResponse, Download?)
        /// There is room, or there is something to send.
        case ready(Exchange)
        /// A responder's task has ended while the server drains.
        case taskEnded
        case webSocketsEnded
        case stopAccepting
        case drain
        /// Drop everything.
        case force
    }

    /// What an event is about; the low half of a token is the descriptor.
    enum Watch: UInt64 {
        case library, peer, leftover

        func token(_ descriptor: Int32) -> UInt64 { self.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor)) }
    }

    let configuration: HTTPServerConfiguration
    let limits: ConnectionTimer.Limits
    let responder: any HTTPResponder
    let webSockets: (handler: any WebSocketHandler, loop: WebSocketLoop)?
    let logger: Logger
    let census: ConnectionCensus
    let connectionCount = Atomic<Int>(0)
    /// Responders' tasks that have not ended.
    let taskCount = Atomic<Int>(0)
    let isDraining = Atomic<Bool>(false)

    let poller: Poller
    private let mailbox = Mailbox<Mail>()

    var daemon: MicroDaemon?
    /// By descriptor.
    var connections: [HTTPConnection?] = []
    /// Duplicates of sockets that were answered while their peers were still sending, and until when they are read.
    var leftovers: [Int32: (until: Milliseconds, allowance: Int)] = [:]
    /// Requests that are complete, or complete enough.
    var starts: [Start] = []
    /// Connections whose peers have closed, and of which the library may not know.
    var nudges: [HTTPConnection] = []
    var now = Milliseconds.now()
    private var nextSweep: Milliseconds = 0
    private let sweepInterval: Milliseconds
    var isAccepting = true
    var drainDeadline: Milliseconds = .max
    var isForced = false
    var areWebSocketsOver: Bool

    init(
        configuration: HTTPServerConfiguration, responder: any HTTPResponder,
        webSockets: (handler: any WebSocketHandler, loop: WebSocketLoop)?, census: ConnectionCensus, logger: Logger
    ) throws(SystemFailure) {
        self.configuration = configuration
        self.limits = ConnectionTimer.Limits(
            header: Milliseconds(rounding: configuration.headerTimeout),
            read: Milliseconds(rounding: configuration.readTimeout),
            write: Milliseconds(rounding: configuration.writeTimeout),
            idle: Milliseconds(rounding: configuration.idleTimeout))
        self.responder = responder
        self.webSockets = webSockets
        self.areWebSocketsOver = webSockets == nil
        self.census = census
        self.logger = logger
        self.poller = try Poller()
        let shortest = min(self.limits.header, self.limits.read, self.limits.write, self.limits.idle)
        self.sweepInterval = max(10, min(1000, shortest / 8))
    }

    /// Takes over a listening socket.
    func listen(on descriptor: Int32) -> Bool {
        let callbacks = self.callbacks(context: Unmanaged.passUnretained(self).toOpaque())
        // Room for refusing those above the limit with an answer.
        let connections = self.configuration.maximumConnections + 64
        self.daemon = MicroDaemon(
            listeningOn: descriptor, connections: connections,
            memoryPerConnection: self.configuration.maximumHeaderSize + Self.memoryBesideHeader, callbacks: callbacks)
        guard let daemonDescriptor = self.daemon?.descriptor else { return false }
        return self.poller.add(daemonDescriptor, EPOLLIN.rawValue, token: Watch.library.token(daemonDescriptor))
    }

    /// The library keeps a request's head, its index of it and the answer's head in one block per connection, and
    /// clears the block for each request: room costs time.
    private static let memoryBesideHeader = 16 * 1024

    /// Leaves something for the loop; any thread may.
    ///
    /// - Returns: `false` when the loop has ended.
    @discardableResult func post(_ mail: Mail) -> Bool {
        switch self.mailbox.post(mail) {
        case .refused: return false
        case .left(let wake):
            if wake { self.poller.wake() }
            return true
        }
    }

    /// Runs until drained or forced to end.
    func run() {
        var mail: [Mail] = []
        let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)
        defer { events.deallocate() }
        while !self.isOver {
            self.now = .now()
            self.mailbox.take(into: &mail)
            for item in mail { self.receive(item) }
            self.daemon?.run()
            self.startResponders()
            self.nudge()
            if self.now >= self.nextSweep { self.sweep() }
            let isBusy = self.daemon?.isBusy ?? false
            let mayWait = !isBusy && self.mailbox.mayOwnerSleep() && !self.isOver
            self.poller.wait(into: events, milliseconds: mayWait ? self.patience : 0) { events, token in
                self.handle(events, token)
            }
        }
        self.stop()
        self.mailbox.close()
    }

    /// How long the loop may wait for events.
    private var patience: Int32 {
        let isQuiet = self.connectionCount.load(ordering: .relaxed) == 0 && self.leftovers.isEmpty
        if isQuiet, !self.isDraining.load(ordering: .relaxed) { return -1 }
        return Int32(clamping: max(1, self.nextSweep - .now()))
    }

    private func handle(_ events: UInt32, _ token: UInt64) {
        let descriptor = Int32(truncatingIfNeeded: token)
        switch Watch(rawValue: token >> 32) {
        case .peer: self.peerChanged(descriptor, isBroken: events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0)
        case .leftover: self.readLeftover(descriptor)
        case .library, nil: break
        }
    }

    private func receive(_ mail: Mail) {
        switch mail {
        case .answered(let exchange, let response, let download): self.answered(exchange, response, download)
        case .ready(let exchange): self.resume(exchange)
        case .taskEnded: break
        case .webSocketsEnded: self.areWebSocketsOver = true
        case .stopAccepting: self.stopAccepting()
        case .drain: self.drain()
        case .force: self.force()
        }
    }

    private func sweep() {
        self.now = .now()
        self.nextSweep = self.now + self.sweepInterval
        self.checkTimeouts()
        self.checkLeftovers()
        if self.now >= self.drainDeadline { self.force() }
    }
}
