internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTracing

/// Says why a login failed, and what to try.
///
/// What a server says is quoted in one short line; keys and URLs' queries never are.
struct LoginFailure: Sendable {
    let endpoint: Endpoint

    /// There was no answer.
    func network(_ error: HTTPError, at url: String) -> WeaveError {
        let host = BaseURL(url)?.authority ?? self.endpoint.address.base.authority
        let detail = error.cause.map { " (\($0))" } ?? ""
        let reason = "\(host) could not be asked: \(error.message)\(detail)"
        switch error.code {
        case .malformed, .bodyTooLarge:
            return .start(.notATraceServer, reason, self.addressAdvice, cause: error)
        case .brokenOff: return .start(.serverFailed, reason, self.waitAdvice, cause: error)
        case .timedOut: return .start(.timedOut, reason, self.waitAdvice, cause: error)
        default:
            let advice = "Check that the server runs, and \(self.endpoint.addressSource). \(Self.otherwise)"
            return .start(.unreachable, reason, advice, cause: error)
        }
    }

    /// The start as a whole took too long.
    func timeout(_ limit: Duration) -> WeaveError {
        .start(
            .timedOut, "\(self.endpoint.address.base.text) did not answer within \(limit)",
            "Check the network, or give it longer with options.startTimeout. \(Self.otherwise)")
    }

    /// The answer is a refusal.
    func status(_ status: Int, body: RawJSON?, at url: String) -> WeaveError {
        switch status {
        case 401, 403: self.keyRefused(self.reason(in: body))
        case 408, 429, 500...:
            .start(
                .serverFailed, "\(url) answered with status \(status)\(self.quoted(self.reason(in: body)))",
                self.waitAdvice)
        default: self.notATraceServer(at: url, status: status)
        }
    }

    /// The answer is nothing that Weave's API says.
    func notATraceServer(at url: String, status: Int? = nil) -> WeaveError {
        let answer = status.map { "answered with status \($0)" } ?? "did not answer as Weave's API does"
        return .start(.notATraceServer, "\(url) \(answer), so there is no Weave server", self.addressAdvice)
    }

    /// A question was answered with errors.
    func refused(_ question: GraphQLQuestion, errors: [RawJSON], reason: String?) -> WeaveError {
        let isForbidden = errors.contains { $0["extensions"]?["code"]?.string == "PERMISSION_ERROR" }
        if isForbidden, self.endpoint.key == nil { return self.keyRefused(reason) }
        guard let project = question.project else { return self.keyRefused(reason) }
        if isForbidden { return self.projectRefused(project, reason: reason) }
        return .start(
            .serverFailed,
            "\(self.endpoint.address.base.text) could not say whether \(project) is there\(self.quoted(reason))",
            self.waitAdvice)
    }

    /// The project is not there for this key, and cannot be made.
    func projectRefused(_ project: String, reason: String?) -> WeaveError {
        .start(
            .projectForbidden,
            "the project \(project) cannot be used or made\(self.quoted(reason))",
            "The API key (\(self.endpoint.keySource)) may belong to somebody who is not a member of that entity, or may "
                + "not write there: check the entity's name, and the key's.")
    }

    /// The key is not known, or there is none.
    func keyRefused(_ reason: String?) -> WeaveError {
        let server = self.endpoint.address.base.text
        guard self.endpoint.key != nil else { return self.keyMissing(reason) }
        return .start(
            .keyRefused, "\(server) does not accept the API key (\(self.endpoint.keySource))\(self.quoted(reason))",
            "Check it; \(self.whereKeysAre).")
    }

    /// There is no key for a server that wants one.
    func keyMissing(_ reason: String? = nil) -> WeaveError {
        .start(
            .keyMissing, "\(self.endpoint.address.base.text) wants an API key\(self.quoted(reason))",
            "To give one, \(self.endpoint.keySource); \(self.whereKeysAre).")
    }

    private var whereKeysAre: String {
        self.endpoint.address.base.text == TraceServerAddress.hosted
            ? "get one at https://wandb.ai/authorize"
            : "keys of a Treadle server are in its TREADLE_API_KEYS, those of a W&B server at "
                + "\(self.endpoint.address.pages)/authorize"
    }

    private var addressAdvice: String {
        "Check \(self.endpoint.addressSource): it is the server's root, such as http://127.0.0.1:8080, or "
            + "\(TraceServerAddress.hosted) for W&B's own. \(Self.otherwise)"
    }

    private var waitAdvice: String { "Try again in a moment. \(Self.otherwise)" }

    private static let otherwise =
        "WEAVE_DISABLED=true runs without tracing, and options.whenUnavailable goes on when this happens."

    /// The sentence in an answer's body.
    private func reason(in body: RawJSON?) -> String? {
        guard let body, body.kind == .object else { return nil }
        return body["reason"]?.string ?? body["message"]?.string ?? body["detail"]?.string
            ?? body["errors"]?.elements().first?["message"]?.string ?? body["error"]?["message"]?.string
    }

    /// What a server said, if it can be shown: in one line, short, and without the key that it was sent.
    private func quoted(_ reason: String?) -> String {
        guard let reason, !reason.isEmpty else { return "" }
        if let key = self.endpoint.key?.reveal(), !key.isEmpty {
            let sent = [key, Digest.base64([UInt8](utf8: "api:" + key))]
            if sent.contains(where: { reason.contains($0) }) { return "" }
        }
        let line = reason.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
        return ": \"\(line.joined())\""
    }
}
