public import TreadleCore
public import TreadleHTTP
internal import TreadleModels

/// A refusal or a failure in OpenAI's shape: the one place where errors become HTTP answers.
public struct GatewayFailure: Error, Sendable {
    /// The HTTP status.
    public var status: Int
    /// What happened and what to try.
    public var message: String
    /// OpenAI's `type`, `param` and `code`.
    public var type: String, parameter: String?, code: String?
    /// Header fields that belong to it, such as `Retry-After`.
    public var headers: HTTPFields = [:]

    /// Whether it is a fault of ours, of which only the log knows more.
    private(set) var isFault = false

    /// Makes a failure.
    public init(_ status: Int, _ message: String, type: String, parameter: String? = nil, code: String? = nil) {
        self.status = status
        self.message = message
        self.type = type
        self.parameter = parameter
        self.code = code
    }

    /// Finds the answer to any error. What is no ``CategorizedError`` is a fault of ours and tells nothing of itself.
    public init(_ error: any Error) {
        switch error {
        case let failure as GatewayFailure: self = failure
        case let error as ModelError: self.init(model: error)
        case let error as HTTPError where error.code == .bodyTooLarge:
            self.init(413, error.message, type: "invalid_request_error", code: "request_too_large")
        case let error as HTTPError where error.code == .timedOut:
            self.init(408, error.message, type: "invalid_request_error", code: "timeout")
        case let error as JSONError:
            self.init(400, "the body is not JSON: \(error)", type: "invalid_request_error", code: "invalid_json")
        case is CancellationError:
            self.init(499, "the request was cancelled", type: "cancelled")
        case let error as any CategorizedError:
            self.init(error.category.httpStatus, error.message, type: Self.type(of: error.category))
            self.isFault = error.category == .internal
        default:
            self.init(500, "internal error; the server's log says more", type: "server_error")
            self.isFault = true
        }
    }

    private init(model error: ModelError) {
        let answered = error.upstreamStatus.flatMap { (400..<600).contains($0) ? $0 : nil }
        let status = error.code == .unknownModel ? 404 : answered ?? error.category.httpStatus
        let type = error.upstreamType ?? Self.type(of: error.category)
        let code = error.upstreamCode ?? (error.code == .unknownModel ? "model_not_found" : nil)
        self.init(status, error.message, type: type, parameter: error.parameter, code: code)
        if let wait = error.retryAfter { self.headers["Retry-After"] = wait.secondsText }
        if let id = error.requestID { self.headers["x-request-id"] = id }
    }

    private static func type(of category: ErrorCategory) -> String {
        switch category {
        case .validation: "invalid_request_error"
        case .authentication: "authentication_error"
        case .rateLimit: "rate_limit_error"
        case .timeout: "timeout_error"
        case .upstream: "upstream_error"
        case .tool: "tool_error"
        case .cancelled: "cancelled"
        default: "server_error"
        }
    }

    /// `{"error": {"message", "type", "param", "code"}}`.
    public var wire: RawJSON {
        JSONWriter.object { writer in
            writer.object("error") { writer in
                writer.member("message", self.message)
                writer.member("type", self.type)
                writer.member("param", self.parameter.map { RawJSON(string: $0) } ?? RawJSON.null)
                writer.member("code", self.code.map { RawJSON(string: $0) } ?? RawJSON.null)
            }
        }
    }

    /// The HTTP answer; a 401 says how to come in (RFC 9110, section 11.6.1).
    public var response: HTTPResponse {
        var response = HTTPResponse.json(self.wire, status: self.status, headers: self.headers)
        if self.status == 401 { response.headers.append("WWW-Authenticate", "Bearer") }
        return response
    }
}

extension Duration {
    /// Whole seconds where it is whole, else with three decimals.
    var secondsText: String {
        let (seconds, attoseconds) = self.components
        guard attoseconds != 0 else { return String(seconds) }
        let thousandths = attoseconds / 1_000_000_000_000_000
        return "\(seconds).\(String(1000 + thousandths).dropFirst())"
    }

    /// Milliseconds with three decimals.
    var millisecondsText: String {
        let (seconds, attoseconds) = self.components
        let micros = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        return "\(micros / 1000).\(String(1000 + micros % 1000).dropFirst())"
    }
}
