internal import TreadleCore
internal import TreadleHTTP

/// Answers the server gives by itself, all of one shape: the one OpenAI's clients read.
enum Refusal {
    private static func make(
        _ status: Int, _ code: String, _ message: String, headers: HTTPFields = [:]
    ) -> HTTPResponse {
        let body = JSONWriter.object(capacity: message.utf8.count + 128) { writer in
            writer.object("error") { error in
                error.member("message", message)
                error.member("type", "invalid_request_error")
                error.member("param", RawJSON.null)
                error.member("code", code)
            }
        }
        return .json(body, status: status, headers: headers)
    }

    static func malformed(_ message: String) -> HTTPResponse { self.make(400, "malformed_request", message) }

    static func unsupportedTransferEncoding() -> HTTPResponse {
        self.make(501, "unsupported_transfer_encoding", "the only transfer encoding taken is 'chunked', and by itself")
    }

    static func expectationFailed() -> HTTPResponse {
        self.make(417, "expectation_failed", "the only expectation met is '100-continue'")
    }

    static func headerTooLarge(limit: Int) -> HTTPResponse {
        self.make(
            431, "header_too_large",
            "the request line and header fields are larger than \(limit) bytes, the limit on headers")
    }

    static func targetTooLong(limit: Int) -> HTTPResponse {
        self.make(414, "target_too_long", "the request target is longer than \(limit) bytes, the limit on headers")
    }

    static func bodyTooLarge(limit: Int) -> HTTPResponse {
        self.make(413, "request_too_large", HTTPError.bodyTooLarge(limit: limit).message)
    }

    static func headerTimeout(_ limit: Duration) -> HTTPResponse {
        self.make(408, "timeout", "the request's head took longer than \(limit), the limit on headers")
    }

    static func bodyTimeout(_ limit: Duration) -> HTTPResponse {
        self.make(408, "timeout", "nothing of the body came for \(limit), the limit on pauses")
    }

    static func full(limit: Int) -> HTTPResponse {
        self.make(
            503, "too_many_connections", "there are \(limit) connections, the limit in all; try again later",
            headers: ["Retry-After": "1"])
    }

    static func peerFull(limit: Int) -> HTTPResponse {
        self.make(
            503, "too_many_connections", "there are \(limit) connections from your address, the limit for one address",
            headers: ["Retry-After": "1"])
    }

    static func goingDown() -> HTTPResponse {
        self.make(503, "going_down", "the server goes down; connect again", headers: ["Retry-After": "1"])
    }

    static func notAnUpgrade() -> HTTPResponse {
        self.make(
            426, "upgrade_required", "this path takes WebSocket handshakes only",
            headers: ["Upgrade": "websocket", "Sec-WebSocket-Version": "13"])
    }

    static func unsupportedVersion() -> HTTPResponse {
        self.make(
            426, "upgrade_required", "the only WebSocket version taken is 13",
            headers: ["Upgrade": "websocket", "Sec-WebSocket-Version": "13"])
    }

    static func internalError() -> HTTPResponse {
        self.make(500, "internal_error", "the server produced an answer that cannot be sent; see its log")
    }
}
