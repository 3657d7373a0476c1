internal import Synchronization
internal import TreadleHTTP

/// Messages that go out, whoever sends them.
extension WebSocketLoop {
    /// Sends from the loop's own thread: no lock is waited for and nobody is woken.
    func send(_ text: ArraySlice<UInt8>, on channel: WebSocketChannel) {
        guard !channel.isGone else { return }
        // What others left comes first, whatever they had sent before their work went on here.
        if !channel.outbox.withLock({ $0.isEmpty }) { self.takeOutbox(of: channel) }
        guard channel.ending == nil else { return }
        channel.framing?.queue(text: text)
        if channel.unsentLength > self.configuration.maximumWebSocketQueue { self.overflow(channel) }
        self.schedule(channel)
    }

    /// Moves what others left to wslay.
    func takeOutbox(of channel: WebSocketChannel) {
        let items = channel.outbox.withLock { $0.take() }
        guard !channel.isGone else { return }
        for item in items where channel.ending == nil {
            switch item {
            case .text(let text): channel.framing?.queue(text: text)
            case .overflow: self.overflow(channel)
            case .close(let code, let reason):
                channel.ending = .requested(code, reason: reason)
                channel.deadline = self.now + self.spans.close
            }
        }
        // So that the outbox is told what is unsent, also when that did not change on the way.
        channel.reportedLength = -1
        self.schedule(channel)
    }

    /// Lets a channel write before the loop waits again; the one whose turn it is does anyway.
    private func schedule(_ channel: WebSocketChannel) {
        guard channel !== self.current, !channel.isDirty else { return }
        channel.isDirty = true
        self.dirty.append(channel)
    }

    /// The peer reads slower than it is sent to, and memory has an end.
    private func overflow(_ channel: WebSocketChannel) {
        self.refuse(
            channel, .policyViolation,
            reason: "more than \(self.configuration.maximumWebSocketQueue) bytes were left unread")
    }

    /// Closes a connection whose peer went too far; the close overtakes what is queued.
    func refuse(_ channel: WebSocketChannel, _ code: WebSocketCloseCode, reason: String) {
        guard channel.ending == nil else { return }
        channel.outbox.withLock { $0.close() }
        channel.framing?.queueClose(code, reason: reason)
        channel.ending = .queued
        channel.deadline = self.now + self.spans.close
    }
}
