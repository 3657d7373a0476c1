/// Takes WebSocket connections: the seam on the way in, beside ``HTTPResponder``.
public protocol WebSocketHandler: Sendable {
    /// Decides about a handshake that is valid by RFC 6455.
    ///
    /// Called on the server's thread: it decides from what it is given and never blocks.
    ///
    /// - Returns: `nil` to accept, or the response that refuses it (401, 403, 404 …).
    func refusal(of handshake: HTTPRequest) -> HTTPResponse?

    /// Takes a connection that has been accepted.
    ///
    /// Called on the sockets' thread, before its first message.
    func open(_ connection: any WebSocketConnection, handshake: HTTPRequest) -> any WebSocketSession
}

/// What happens on one connection, told in order on the sockets' thread: none of these may block.
public protocol WebSocketSession: Sendable {
    /// A whole message came. Sending from here is the fastest way to answer.
    func received(_ message: WebSocketMessage)

    /// The connection is over; nothing follows. Called exactly once.
    func closed(_ code: WebSocketCloseCode)
}

/// The writing end of a connection; any thread may use it.
public protocol WebSocketConnection: AnyObject, Sendable {
    /// Queues a text message and returns at once. After the connection has closed it does nothing.
    ///
    /// - Precondition: `text` is UTF-8; the framing does not look.
    func send(text: ArraySlice<UInt8>)

    /// Waits until little enough is queued that more may be sent; returns at once in the usual case.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, ``HTTPError`` with ``HTTPError/Code/closed`` when the
    ///   connection is over.
    func waitUntilWritable() async throws

    /// Sends what is queued, then a close frame, and ends the connection once the peer has answered or a short time
    /// has passed.
    func close(_ code: WebSocketCloseCode, reason: String)
}
