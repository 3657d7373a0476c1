/// Sends requests: the seam on the way out.
public protocol HTTPTransport: Sendable {
    /// Sends a request and returns once the response's head is there; its body streams.
    ///
    /// The caller reads the response's body to its end or discards it. Cancelling the task before the head came ends
    /// the exchange; after it, the body's ``HTTPBodyStream/cancel()`` does, within milliseconds, by closing the
    /// connection.
    ///
    /// - Throws: ``HTTPError`` when there is no response, `CancellationError` after cancellation. A status of 400 or
    ///   more is a response.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
