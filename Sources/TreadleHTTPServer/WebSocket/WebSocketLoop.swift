internal import CTreadleLinux
internal import Glibc
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// The thread that WebSockets run on, once the handshake is done.
///
/// `@unchecked Sendable`: everything but the mailbox, the poller's wake-up and the atomics is touched by the loop's
/// thread alone, from ``run()`` on.
final class WebSocketLoop: @unchecked Sendable {
    enum Mail: Sendable {
        case adopt(WebSocketChannel)
        /// Something is in the outbox.
        case outgoing(WebSocketChannel)
        case drain
        case force
    }

    let configuration: HTTPServerConfiguration
    let handler: any WebSocketHandler
    let census: ConnectionCensus
    let logger: Logger
    let channelCount = Atomic<Int>(0)
    private let thread = Atomic<UInt>(0)

    let poller: Poller
    private let mailbox = Mailbox<Mail>()

    /// By descriptor.
    var channels: [WebSocketChannel?] = []
    /// Sockets that are open as sockets, lingering ones included.
    var socketCount = 0
    /// Channels that something was queued on outside their own turn.
    var dirty: [WebSocketChannel] = []
    /// The channel whose turn it is.
    var current: WebSocketChannel?
    /// What was read, and how far it was fed to wslay.
    let inbound = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    var inboundRange = 0..<0
    /// What is written next.
    let outbound = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    var outboundLength = 0
    var isInsideFrame = false
    var now = Milliseconds.now()
    /// What had come by then has been read.
    var readUpTo = Milliseconds.now()
    private var nextSweep: Milliseconds = 0
    private let sweepInterval: Milliseconds
    let spans: (ping: Milliseconds, idle: Milliseconds, close: Milliseconds)
    private var isDraining = false
    private var isForced = false

    init(
        configuration: HTTPServerConfiguration, handler: any WebSocketHandler, census: ConnectionCensus, logger: Logger
    ) throws(SystemFailure) {
        self.configuration = configuration
        self.handler = handler
        self.census = census
        self.logger = logger
        self.poller = try Poller()
        self.spans = (
            Milliseconds(rounding: configuration.pingInterval),
            Milliseconds(rounding: configuration.webSocketIdleTimeout),
            Milliseconds(rounding: configuration.closeTimeout)
        )
        self.sweepInterval = max(10, min(1000, min(self.spans.ping, self.spans.idle, self.spans.close) / 8))
    }

    deinit {
        self.inbound.deallocate()
        self.outbound.deallocate()
    }

    /// Whether the caller is the loop's thread.
    var isCurrent: Bool { self.thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Leaves something for the loop; any thread may.
    func post(_ mail: Mail) {
        if self.mailbox.post(mail) == .left(wake: true) { self.poller.wake() }
    }

    /// Runs until drained or forced to end.
    func run() {
        self.thread.store(UInt(pthread_self()), ordering: .relaxed)
        var mail: [Mail] = []
        let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)
        defer { events.deallocate() }
        while !self.isOver {
            self.mailbox.take(into: &mail)
            for item in mail { self.receive(item) }
            self.serveDirty()
            if self.now >= self.nextSweep { self.sweep() }
            let mayWait = self.mailbox.mayOwnerSleep() && self.dirty.isEmpty && !self.isOver
            let asked = Milliseconds.now()
            var isNowCurrent = false
            self.poller.wait(into: events, milliseconds: mayWait ? self.patience : 0) { events, token in
                if !isNowCurrent { self.now = .now() }
                isNowCurrent = true
                guard let channel = self.channels[Int(token)] else { return }
                self.serve(channel, events)
            }
            self.now = .now()
            self.readUpTo = asked
        }
        for case let channel? in self.channels { self.end(channel, .goingAway) }
        for case let channel? in self.channels { self.release(channel) }
        self.mailbox.close()
    }

    /// Whether there is nothing left to do.
    private var isOver: Bool { self.isDraining && (self.socketCount == 0 || self.isForced) }

    private var patience: Int32 {
        self.socketCount == 0 ? -1 : Int32(clamping: max(1, self.nextSweep - .now()))
    }

    private func receive(_ mail: Mail) {
        switch mail {
        case .adopt(let channel): self.adopt(channel)
        case .outgoing(let channel): self.takeOutbox(of: channel)
        case .drain:
            self.isDraining = true
            for case let channel? in self.channels { channel.close(.goingAway, reason: "the server goes down") }
        case .force:
            self.isDraining = true
            self.isForced = true
        }
    }

    private func serveDirty() {
        while !self.dirty.isEmpty {
            let channels = self.dirty
            self.dirty = []
            for channel in channels {
                channel.isDirty = false
                self.serve(channel, 0)
            }
        }
    }

    private func adopt(_ channel: WebSocketChannel) {
        let index = Int(channel.descriptor)
        while self.channels.count <= index { self.channels.append(nil) }
        self.channels[index] = channel
        self.socketCount += 1
        self.channelCount.add(1, ordering: .relaxed)
        channel.lastReceived = self.now
        channel.lastPing = self.now
        channel.framing = FramingContext(
            owner: Unmanaged.passUnretained(channel).toOpaque(),
            maximumMessageSize: self.configuration.maximumMessageSize, callbacks: Self.callbacks)
        channel.events = EPOLLIN.rawValue
        let isWatched = self.poller.add(channel.descriptor, channel.events, token: UInt64(channel.descriptor))
        channel.session = self.handler.open(channel, handshake: channel.handshake)
        guard channel.framing != nil, isWatched else { return self.end(channel, .abnormal) }
        if self.isDraining { channel.close(.goingAway, reason: "the server goes down") }
        let early = channel.early
        channel.early = []
        var rest = early[...]
        while !rest.isEmpty, !channel.isGone {
            let part = rest.prefix(self.inbound.count)
            rest = rest.dropFirst(part.count)
            self.inbound.copyBytes(from: part)
            self.feed(channel, part.count)
        }
        self.serve(channel, 0)
    }

    private func sweep() {
        self.nextSweep = self.now + self.sweepInterval
        for case let channel? in self.channels { self.checkTimeouts(channel) }
    }
}
