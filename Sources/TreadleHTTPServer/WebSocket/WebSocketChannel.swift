internal import Synchronization
internal import TreadleHTTP

/// One WebSocket: the writing end that others hold, and what the sockets' thread keeps about it.
///
/// `@unchecked Sendable`: the stored `var`s are touched on the sockets' thread alone; what other threads leave goes
/// through the outbox, which has its own lock.
final class WebSocketChannel: WebSocketConnection, @unchecked Sendable {
    /// How a connection ends.
    enum Ending {
        /// A close frame is to be sent when everything before it is.
        case requested(WebSocketCloseCode, reason: String)
        /// It was queued.
        case queued
    }

    let loop: WebSocketLoop
    let descriptor: Int32
    let handshake: HTTPRequest
    let outbox: Mutex<Outbox>

    var framing: FramingContext?
    var session: (any WebSocketSession)?
    /// Bytes the library read behind the handshake.
    var early: [UInt8]
    /// Bytes the socket would not take, and how many of them it has taken since.
    var pending: [UInt8] = []
    var pendingOffset = 0
    /// What the poller watches for.
    var events: UInt32 = 0
    var ending: Ending?
    var deadline: Milliseconds = .max
    /// It is over, and only drains what the peer still sends, so that the peer can read why.
    var isLingering = false
    /// It is over.
    var isGone = false
    var isDirty = false
    /// Fragments of the message that is coming in.
    var fragmentCount = 0
    var lastReceived: Milliseconds = 0
    var lastPing: Milliseconds = 0
    var reportedLength = 0

    init(loop: WebSocketLoop, descriptor: Int32, handshake: HTTPRequest, early: [UInt8]) {
        self.loop = loop
        self.descriptor = descriptor
        self.handshake = handshake
        self.early = early
        self.outbox = Mutex(
            Outbox(mark: loop.configuration.webSocketQueueMark, limit: loop.configuration.maximumWebSocketQueue))
    }

    /// Bytes that were accepted and have not left.
    var unsentLength: Int { (self.framing?.queuedLength ?? 0) + self.pending.count - self.pendingOffset }

    /// About what they take up in memory. A pong for an empty ping has no length, and there may be millions.
    var queueSize: Int { self.unsentLength + (self.framing?.queuedCount ?? 0) * FramingContext.messageOverhead }

    func send(text: ArraySlice<UInt8>) {
        if self.loop.isCurrent { return self.loop.send(text, on: self) }
        if self.outbox.withLock({ $0.append(.text(text)) }) { self.loop.post(.outgoing(self)) }
    }

    func close(_ code: WebSocketCloseCode, reason: String) {
        if self.outbox.withLock({ $0.append(.close(code, reason: reason)) }) { self.loop.post(.outgoing(self)) }
    }

    func waitUntilWritable() async throws {
        let ticket: UInt64
        switch self.outbox.withLock({ $0.admission() }) {
        case .open: return try Task.checkCancellation()
        case .closed: throw Self.closed
        case .wait(let number): ticket = number
        }
        let isOpen = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                if let isOpen = self.outbox.withLock({ $0.wait(ticket, waiter) }) { waiter.resume(returning: isOpen) }
            }
        } onCancel: {
            self.outbox.withLock { $0.forget(ticket) }?.resume(returning: true)
        }
        try Task.checkCancellation()
        if !isOpen { throw Self.closed }
    }

    private static let closed = HTTPError(.closed, "the WebSocket is closed; stop sending")
}
