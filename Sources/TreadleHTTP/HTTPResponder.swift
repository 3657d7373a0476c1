/// Answers requests: the seam on the way in.
public protocol HTTPResponder: Sendable {
    /// Answers one request.
    ///
    /// The server runs each call in a task of its own and cancels it when the client goes away. It reads the
    /// response's body to its end or cancels it. A request body that is not read is discarded.
    func respond(to request: HTTPRequest) async -> HTTPResponse
}
