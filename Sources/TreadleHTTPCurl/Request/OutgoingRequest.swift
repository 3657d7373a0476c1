internal import TreadleHTTP

/// A request that was checked and brought into the shape libcurl takes.
struct OutgoingRequest: Sendable {
    /// The absolute URL.
    var url: String
    /// Host and port, for messages: they never show the rest of a URL.
    var origin: String
    var method: HTTPMethod
    /// Header fields as libcurl takes them: `Name: value`, `Name;` for an empty value, `Name:` to send none.
    var lines: [String]
    var body: HTTPBody
    /// Whether sending it twice does no more than sending it once (RFC 9110, section 9.2.2).
    var isReplayable: Bool

    /// Checks a request.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/malformed``, saying what is wrong without showing values.
    init(_ request: HTTPRequest) throws(HTTPError) {
        self.url = request.target
        self.origin = try Self.origin(of: request.target)
        self.method = request.method
        guard Self.isToken(request.method.rawValue) else {
            throw HTTPError(.malformed, "the request's method is not a token; use letters, as in GET")
        }
        self.lines = try Self.lines(for: request.headers)
        self.body = request.body
        self.isReplayable =
            Self.replayableMethods.contains(request.method) || request.headers["Idempotency-Key"] != nil
        if request.headers["Expect"] == nil {
            // libcurl would wait a second for servers that do not know `100-continue`.
            self.lines.append("Expect:")
        }
        if request.headers["Content-Type"] == nil, case .bytes = self.body {
            // libcurl would call the bytes a form.
            self.lines.append("Content-Type:")
        }
    }

    private static let replayableMethods: Set<HTTPMethod> = [
        .get, .head, .put, .delete, .options, HTTPMethod(rawValue: "TRACE"),
    ]

    /// Whether the method usually has a body, so that an empty one is announced as such (RFC 9110, section 8.6).
    var announcesEmptyBody: Bool { [.post, .put, .patch].contains(self.method) }
}
