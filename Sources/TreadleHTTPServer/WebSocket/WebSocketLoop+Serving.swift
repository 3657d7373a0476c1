internal import CTreadleLinux
internal import CTreadleWSLay
internal import Glibc
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// One socket's turn: read what is there, answer it, write it all in one go.
extension WebSocketLoop {
    func serve(_ channel: WebSocketChannel, _ events: UInt32) {
        guard !channel.isGone else { return self.linger(channel, events) }
        if events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
            let count = recv(channel.descriptor, self.inbound.baseAddress, self.inbound.count, 0)
            if count > 0 {
                self.feed(channel, count)
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                return self.end(channel, channel.framing?.closeCode ?? .abnormal)
            }
        }
        if !channel.isGone { self.write(channel) }
    }

    /// Gives wslay what was read; sessions are called from in here.
    func feed(_ channel: WebSocketChannel, _ count: Int) {
        channel.lastReceived = self.now
        self.inboundRange = 0..<count
        self.current = channel
        let isSound = channel.framing?.receive() ?? true
        self.current = nil
        if !isSound { self.failFraming(channel) }
    }

    func takeInbound(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, self.inboundRange.count)
        guard count > 0 else { return 0 }
        let end = self.inboundRange.lowerBound + count
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: self.inbound[self.inboundRange.lowerBound..<end]))
        self.inboundRange = end..<self.inboundRange.upperBound
        return count
    }

    /// wslay answers a broken frame header with a close that says nothing. Ours says why; it is made by a context of its
    /// own, and no frame of the other is half written.
    private func failFraming(_ channel: WebSocketChannel) {
        channel.framing = FramingContext(
            owner: Unmanaged.passUnretained(channel).toOpaque(), maximumMessageSize: 0, callbacks: Self.callbacks)
        channel.framing?.queueClose(.protocolError, reason: "")
        channel.framing?.stopReading()
        channel.ending = .queued
    }

    /// Takes a part of a frame from wslay: never less than all of it, so that a frame is written whole or not at all.
    func takeOutbound(_ bytes: UnsafeRawBufferPointer, of channel: WebSocketChannel, isMoreToCome: Bool) -> Bool {
        if !self.isInsideFrame, !channel.pending.isEmpty { return false }
        self.isInsideFrame = isMoreToCome
        if self.outboundLength + bytes.count > self.outbound.count { self.flush(channel) }
        guard channel.pending.isEmpty else {
            channel.pending.append(contentsOf: bytes)
            return true
        }
        guard bytes.count <= self.outbound.count else {
            self.put(bytes, channel)
            return true
        }
        let range = self.outboundLength..<(self.outboundLength + bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: self.outbound[range]).copyMemory(from: bytes)
        self.outboundLength = range.upperBound
        return true
    }

    /// Writes what was collected.
    private func flush(_ channel: WebSocketChannel) {
        guard self.outboundLength > 0 else { return }
        let bytes = UnsafeRawBufferPointer(rebasing: self.outbound[..<self.outboundLength])
        self.outboundLength = 0
        self.put(bytes, channel)
    }

    /// Writes to the socket and keeps what it does not take.
    private func put(_ bytes: UnsafeRawBufferPointer, _ channel: WebSocketChannel) {
        let count = Glibc.send(channel.descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        let written = max(0, count)
        if written > 0, channel.ending != nil { channel.deadline = self.now + self.spans.close }
        guard written < bytes.count else { return }
        // A broken connection shows itself to the next read.
        channel.pending = Array(bytes[written...])
        channel.pendingOffset = 0
    }

    private func writePending(_ channel: WebSocketChannel) {
        guard !channel.pending.isEmpty else { return }
        let count = channel.pending.withUnsafeBytes { bytes in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[channel.pendingOffset...])
            return Glibc.send(channel.descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return }
        if channel.ending != nil { channel.deadline = self.now + self.spans.close }
        channel.pendingOffset += count
        if channel.pendingOffset == channel.pending.count {
            channel.pending = []
            channel.pendingOffset = 0
        }
    }

    /// Writes as much as the socket takes, and decides what to wait for.
    private func write(_ channel: WebSocketChannel) {
        self.writePending(channel)
        if case .requested(let code, let reason)? = channel.ending, channel.pending.isEmpty {
            self.writeFrames(channel)
            // A close frame overtakes messages, so it is queued when none is left.
            if channel.framing?.queuedCount == 0 {
                channel.framing?.queueClose(code, reason: reason)
                channel.ending = .queued
            }
        }
        self.writeFrames(channel)
        self.report(channel)
        let wantsToWrite = !channel.pending.isEmpty || channel.framing?.wantsToWrite == true
        let wantsToRead = channel.framing?.wantsToRead == true
        guard wantsToRead || wantsToWrite else {
            let isAnswered = channel.framing?.hasReceivedClose == true
            return self.end(channel, channel.framing?.closeCode ?? .abnormal, lingers: !isAnswered)
        }
        // A peer that does not read gets to wait with what it sends: its answers would only pile up.
        let isBehind = channel.queueSize > self.configuration.webSocketQueueMark
        let events =
            (wantsToRead && !isBehind ? EPOLLIN.rawValue : 0) | (wantsToWrite ? EPOLLOUT.rawValue : 0)
        guard events != channel.events else { return }
        channel.events = events
        self.poller.change(channel.descriptor, events, token: UInt64(channel.descriptor))
    }

    private func writeFrames(_ channel: WebSocketChannel) {
        guard channel.pending.isEmpty, channel.framing?.wantsToWrite == true else { return }
        _ = channel.framing?.send()
        self.flush(channel)
    }

    /// Tells the outbox how much is unsent, and those who wait for room.
    private func report(_ channel: WebSocketChannel) {
        let length = channel.unsentLength
        guard length != channel.reportedLength else { return }
        channel.reportedLength = length
        for waiter in channel.outbox.withLock({ $0.report(unsent: length) }) { waiter.resume(returning: true) }
    }
}
