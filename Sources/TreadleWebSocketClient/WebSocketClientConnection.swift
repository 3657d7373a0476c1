internal import Dispatch
internal import Synchronization
public import TreadleHTTP

/// An open WebSocket, from the client's side.
///
/// Any task may send; one task at a time may receive. A thread of its own does the reading and writing.
public final class WebSocketClientConnection: Sendable {
    let inbox = Inbox()
    let outbox = Outbox()
    let wake: WakePipe
    private let closing = Mutex<WebSocketCloseCode?>(nil)

    init(wake: WakePipe) {
        self.wake = wake
    }

    /// Why the server closed; `nil` while it has not.
    public var closeCode: WebSocketCloseCode? { self.closing.withLock { $0 } }

    /// Sends a text message.
    ///
    /// Returns once the message is on its way, so that a slow server slows the caller down. Cancelling the task does
    /// not take the message back.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/closed`` when the connection is over.
    public func send(_ text: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            self.outbox.add(Outbox.Letter(text: Array(text.utf8)[...], sent: continuation))
            self.wake.ring()
        }
    }

    /// The next message; `nil` once the connection was closed properly.
    ///
    /// Messages that nobody takes are read ahead up to a limit; then the server has to wait.
    ///
    /// - Precondition: No other task is waiting for one.
    /// - Throws: ``HTTPError`` when the connection broke, `CancellationError` when the task is cancelled.
    public func receive() async throws -> WebSocketMessage? {
        let message = try await self.inbox.next()
        // The thread may have stopped reading because too much had been read ahead.
        self.wake.ring()
        return message
    }

    /// Closes the connection and waits, for a limited time, for the server to agree.
    public func close(_ code: WebSocketCloseCode) async {
        self.outbox.close(code)
        self.wake.ring()
        await self.outbox.waitForEnd()
    }

    /// Connects; returns once the server has accepted.
    func open(_ address: ServerAddress, configuration: WebSocketClient.Configuration) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            // A serial queue runs on a thread of its own for as long as its block runs; nothing else is put on it.
            DispatchQueue(label: "treadle.websocket-client").async {
                let loop = ConnectionLoop(connection: self, address: address, configuration: configuration)
                loop.run(opened: continuation)
            }
        }
    }

    /// Drops the connection without a word.
    func abandon() {
        self.outbox.abandon()
        self.wake.ring()
    }

    /// Tells everybody that the connection is over.
    func ended(_ code: WebSocketCloseCode, error: (any Error)?) {
        self.closing.withLock { $0 = code }
        self.inbox.end(error)
        self.outbox.end()
    }
}
