internal import TreadleHTTP
internal import TreadleTrace

/// Why a request has no answer, and what that means for sending it again.
struct FailedAttempt: Error {
    /// What the caller is told when nothing helps.
    let error: TraceError
    /// Whether another attempt may go better.
    let isPassing: Bool
    /// Whether the server certainly did nothing of what it was asked.
    let didNothing: Bool
    /// The pause that the server asked for.
    let pause: Duration?

    /// A failure without an answer, or in the middle of one.
    init(_ error: TraceError) {
        self.error = error
        let code = (error.cause as? HTTPError)?.code
        self.isPassing = code == .unreachable || code == .brokenOff || code == .timedOut
        self.didNothing = code == .unreachable
        self.pause = nil
    }

    /// A refusal. `x-should-retry` is a server's word on it, as Weave's clients have it.
    init(_ error: TraceError, answer: HTTPResponse) {
        let status = answer.status
        let word = answer.headers["x-should-retry"]
        self.pause = Self.pause(answer.headers)
        self.isPassing = word == "true" || (word != "false" && (status == 408 || status == 429 || status >= 500))
        self.didNothing = status == 429
        var error = error
        error.retryAfter = self.pause ?? error.retryAfter
        self.error = error
    }

    /// `retry-after-ms` is the finer of the two. A date says nothing that a client's own pause does not.
    private static func pause(_ headers: HTTPFields) -> Duration? {
        func number(_ name: String) -> Double? {
            headers[name].flatMap(Double.init).flatMap { $0 >= 0 && $0 < 1e9 ? $0 : nil }
        }
        if let milliseconds = number("retry-after-ms") { return .milliseconds(milliseconds) }
        return number("Retry-After").map { .seconds($0) }
    }
}
