internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceError {
    /// How much of an error's body is read.
    private static let bodyLimit = 64 << 10

    /// What a server's refusal means.
    ///
    /// - Parameter secrets: What the request had that nobody else is to see: a reason that repeats any of it is left out.
    init(_ response: HTTPResponse, from baseURL: String, without secrets: [String]) async {
        let body = try? RawJSON(await response.body.collect(upTo: Self.bodyLimit))
        let said = body.flatMap(Self.reason).flatMap { reason in
            secrets.contains { !$0.isEmpty && reason.contains($0) } ? nil : reason
        }
        let reason = said ?? "status \(response.status)"
        let code = body?["error_code"]?.string.flatMap(Code.init(description:)) ?? Self.code(response.status)
        let retryAfter = response.headers["Retry-After"].flatMap { Int($0) }.map { Duration.seconds($0) }
        let advice = code == .unauthorized ? "; check the API key" : ""
        self.init(
            code, "the trace server at \(baseURL) refused: \(reason)\(advice)", retryAfter: retryAfter,
            deletedAt: body?["deleted_at"]?.string.flatMap { Timestamp($0) })
    }

    private static func code(_ status: Int) -> Code {
        switch status {
        case 401, 403: .unauthorized
        case 404: .notFound
        case 409: .conflict
        case 413: .tooLarge
        case 422: .unprocessable
        case 408, 429, 500...: .unavailable
        default: .invalidRequest
        }
    }

    /// The sentence in an error's body, in any of the shapes that Weave's servers use.
    private static func reason(_ body: RawJSON) -> String? {
        for name in ["reason", "message", "detail"] {
            if let text = body[name]?.string { return text }
        }
        guard let detail = body["detail"]?.elements().first, let message = detail["msg"]?.string else { return nil }
        let location = detail["loc"]?.elements().map { $0.string ?? $0.text }.joined(separator: ".") ?? ""
        return "\(location): \(message)"
    }
}
