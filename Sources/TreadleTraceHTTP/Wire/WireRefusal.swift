internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

/// A request that is answered with an error, in one of the two shapes that Weave's clients know.
struct WireRefusal: Error {
    private enum Shape {
        /// `{"reason": …}`
        case reason(String, code: TraceError.Code?, deletedAt: Timestamp?)
        /// `{"detail": [{type, loc, msg, input}]}`: the request does not fit its schema.
        case detail(type: String, location: [String], message: String)
    }

    let status: Int
    private let shape: Shape
    /// How long to wait before trying again, where that helps.
    private let retryAfter: Duration?

    private init(status: Int, shape: Shape, retryAfter: Duration? = nil) {
        self.status = status
        self.shape = shape
        self.retryAfter = retryAfter
    }

    /// An error with a sentence.
    init(_ status: Int, _ reason: String) {
        self.init(status: status, shape: .reason(reason, code: nil, deletedAt: nil))
    }

    /// A value that does not fit, with the way to it in the request.
    static func misfit(_ location: [String], _ message: String, type: String = "value_error") -> WireRefusal {
        WireRefusal(status: 422, shape: .detail(type: type, location: location, message: message))
    }

    /// What a store could not do, told by another status than the error's own.
    init(_ error: TraceError, status: Int) {
        self.init(
            status: status, shape: .reason(error.message, code: error.code, deletedAt: error.deletedAt),
            retryAfter: error.retryAfter)
    }

    /// What a store could not do, with the place in the request that it is about.
    init(_ error: TraceError, at location: [String] = ["body"]) {
        guard error.code != .unprocessable else {
            self = .misfit(location, error.message)
            return
        }
        let status =
            switch error.code {
            case .invalidRequest: 400
            case .conflict: 409
            case .tooLarge: 413
            case .unauthorized: 401
            case .notFound: 404
            case .unavailable: 503
            default: 500
            }
        self.init(error, status: status)
    }

    /// A request that broke off, or is too long.
    init(_ error: HTTPError) {
        self.init(error.code == .bodyTooLarge ? 413 : 400, error.message)
    }

    var response: HTTPResponse { self.response(with: [:]) }

    func response(with headers: HTTPFields) -> HTTPResponse {
        var headers = headers
        // Whole seconds, rounded up (RFC 9110, section 10.2.3).
        if let wait = self.retryAfter { headers["Retry-After"] = "\(Int((wait / .seconds(1)).rounded(.up)))" }
        let body = JSONWriter.object { writer in
            switch self.shape {
            case .reason(let reason, let code, let deletedAt):
                writer.member("reason", reason)
                if let code { writer.member("error_code", "\(code)") }
                if let deletedAt { writer.member("deleted_at", deletedAt.description) }
            case .detail(let type, let location, let message):
                writer.array("detail") { writer in
                    writer.beginObject()
                    writer.member("type", type)
                    writer.array("loc") { writer in
                        for part in location { Self.write(part, to: &writer) }
                    }
                    writer.member("msg", message)
                    // What came is not sent back: it may be large, and private.
                    writer.member("input", RawJSON.null)
                    writer.endObject()
                }
            }
        }
        return .json(body, status: self.status, headers: headers)
    }

    /// An index is a number, as in FastAPI's errors.
    private static func write(_ part: String, to writer: inout JSONWriter) {
        if let index = Int(part) { writer.write(index) } else { writer.write(part) }
    }
}
