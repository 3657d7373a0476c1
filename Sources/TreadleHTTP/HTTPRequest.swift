/// A request, coming in or going out.
///
/// Both directions share it, so that a responder can stand in for a transport (``ResponderTransport``) and a proxy
/// needs no translation.
public struct HTTPRequest: Sendable {
    /// The method.
    public var method: HTTPMethod
    /// Going out, the absolute URL; coming in, the request target as it was sent (`/v1/models?limit=1`).
    public var target: String
    /// The header fields.
    public var headers: HTTPFields
    /// The body.
    public var body: HTTPBody
    /// Coming in, who is on the other end of the connection; `nil` going out.
    public var peer: HTTPPeer?

    /// Makes a request.
    public init(
        _ method: HTTPMethod, _ target: String, headers: HTTPFields = [:], body: HTTPBody = .empty,
        peer: HTTPPeer? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.peer = peer
    }

    /// The target up to its `?`, percent escapes as they were sent.
    public var path: String {
        String(self.target.prefix { $0 != "?" })
    }

    /// The target after its `?`, percent escapes as they were sent; `nil` without one.
    public var query: String? {
        self.target.firstIndex(of: "?").map { String(self.target[self.target.index(after: $0)...]) }
    }
}
