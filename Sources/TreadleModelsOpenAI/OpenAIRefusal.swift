internal import TreadleCore
internal import TreadleHTTP
internal import TreadleModels

/// Turns an answer with an error status, or an error in the middle of a stream, into a ``ModelError``.
enum OpenAIRefusal {
    static func error(status: Int, headers: HTTPFields, body: ArraySlice<UInt8>) -> ModelError {
        let body = try? RawJSON(body)
        var error = ModelError(Self.code(status), Self.message(status, body?["error"] ?? body))
        Self.complete(&error, from: body?["error"])
        error.upstreamStatus = status
        error.requestID = headers["x-request-id"]
        error.retryAfter = headers["Retry-After"].flatMap(Self.duration)
        return error
    }

    /// The error that a stream carries in the place of a chunk.
    static func error(inStream detail: RawJSON) -> ModelError {
        let text = detail["message"]?.string ?? detail.string ?? "the upstream ended the stream with an error"
        var error = ModelError(detail["code"]?.string == "rate_limit_exceeded" ? .rateLimited : .failed, text)
        Self.complete(&error, from: detail)
        return error
    }

    private static func complete(_ error: inout ModelError, from detail: RawJSON?) {
        error.parameter = detail?["param"]?.string
        error.upstreamType = detail?["type"]?.string
        error.upstreamCode = detail?["code"]?.string
    }

    private static func code(_ status: Int) -> ModelError.Code {
        switch status {
        case 401, 403: .unauthorized
        case 404: .unknownModel
        case 408, 504: .timedOut
        case 429: .rateLimited
        case 400..<500: .invalidRequest
        default: .failed
        }
    }

    private static func message(_ status: Int, _ detail: RawJSON?) -> String {
        // A vendor's refusal of a key quotes part of the key: it is the server's, and no client's business.
        if status == 401 { return "the upstream refused the server's API key; set OPENAI_API_KEY to one it accepts" }
        if let text = detail?["message"]?.string ?? detail?.string, !text.isEmpty { return text }
        return "the upstream answered with status \(status)"
    }

    /// `Retry-After` in seconds (RFC 9110, section 10.2.3). The date form is not worth a calendar here.
    private static func duration(_ text: String) -> Duration? {
        Double(text).flatMap { $0 >= 0 && $0 < 1e9 ? .milliseconds(Int64($0 * 1000)) : nil }
    }
}

extension ModelError {
    /// What a failure of the exchange means for whoever asked a model.
    init(transport error: HTTPError) {
        let code: ModelError.Code =
            switch error.code {
            case .unreachable, .tlsFailed: .unreachable
            case .timedOut: .timedOut
            case .brokenOff: .brokenOff
            case .malformed, .bodyTooLarge: .malformedAnswer
            default: .failed
            }
        self.init(code, error.message, cause: error)
    }
}
