public import TreadleCore

/// An answer to a request.
public struct HTTPResponse: Sendable {
    /// The status code (RFC 9110, section 15).
    public var status: Int
    /// The header fields, without those that frame the message (`Content-Length`, `Transfer-Encoding`, `Connection`):
    /// server and client set and read those themselves.
    public var headers: HTTPFields
    /// The body.
    public var body: HTTPBody

    /// Makes a response.
    public init(_ status: Int, headers: HTTPFields = [:], body: HTTPBody = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON answer.
    public static func json(_ value: RawJSON, status: Int = 200, headers: HTTPFields = [:]) -> HTTPResponse {
        var headers = headers
        headers["Content-Type"] = "application/json"
        return HTTPResponse(status, headers: headers, body: .bytes(value.bytes))
    }

    /// A plain text answer.
    public static func text(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: .text(text))
    }

    /// Whether the status is 2xx.
    public var isSuccess: Bool { (200..<300).contains(self.status) }
}
