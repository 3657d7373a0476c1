internal import CTreadleLinux
internal import Glibc
internal import Synchronization
internal import TreadleHTTP

/// How sockets end.
extension WebSocketLoop {
    /// What a peer that was told off may still send until its connection is cut over it.
    private static let lingering = 2000 as Milliseconds

    /// A connection is over: its session and its senders are told, once.
    ///
    /// With `lingers` the socket stays a while, reading what nobody wants: closing it with bytes unread would take the
    /// close frame back.
    func end(_ channel: WebSocketChannel, _ code: WebSocketCloseCode, lingers: Bool = false) {
        guard !channel.isGone else { return }
        channel.isGone = true
        channel.framing = nil
        channel.pending = []
        self.channelCount.subtract(1, ordering: .relaxed)
        if let peer = channel.handshake.peer { self.census.release(peer.address) }
        for waiter in channel.outbox.withLock({ $0.end() }) { waiter.resume(returning: false) }
        let session = channel.session
        channel.session = nil
        session?.closed(code)
        guard lingers else { return self.release(channel) }
        shutdown(channel.descriptor, Int32(SHUT_WR))
        channel.isLingering = true
        channel.deadline = self.now + min(Self.lingering, self.spans.close)
        self.poller.change(channel.descriptor, EPOLLIN.rawValue, token: UInt64(channel.descriptor))
    }

    /// Gives the socket back.
    func release(_ channel: WebSocketChannel) {
        guard self.channels[Int(channel.descriptor)] === channel else { return }
        self.channels[Int(channel.descriptor)] = nil
        self.socketCount -= 1
        self.poller.remove(channel.descriptor)
        close(channel.descriptor)
    }

    /// Drops what a lingering socket still gets.
    func linger(_ channel: WebSocketChannel, _ events: UInt32) {
        guard channel.isLingering, events != 0 else { return }
        let count = recv(channel.descriptor, self.inbound.baseAddress, self.inbound.count, 0)
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { self.release(channel) }
    }

    func checkTimeouts(_ channel: WebSocketChannel) {
        if channel.isLingering {
            if self.now >= channel.deadline { self.release(channel) }
            return
        }
        if self.now >= channel.deadline { return self.end(channel, channel.framing?.closeCode ?? .abnormal) }
        // Where this thread was held up, peers may have spoken and nobody heard; and who was not asked need not answer.
        let isSilent = self.readUpTo - channel.lastReceived >= self.spans.idle
        let wasAsked = channel.lastPing > channel.lastReceived || channel.ending != nil
        if isSilent, wasAsked { return self.end(channel, .abnormal) }
        guard isSilent || self.now - channel.lastPing >= self.spans.ping, channel.ending == nil else { return }
        channel.lastPing = self.now
        channel.framing?.queuePing()
        self.serve(channel, 0)
    }
}
