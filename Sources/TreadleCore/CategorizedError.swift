/// An error that knows what to tell a client.
///
/// Each module has one public error struct; all of them are these, so that one place maps them to an answer.
public protocol CategorizedError: Error, Sendable {
    /// What kind of failure this is.
    var category: ErrorCategory { get }
    /// What happened and what to try, in one sentence, without secrets and without payloads.
    var message: String { get }
    /// Whether sending the same request again may help.
    var isRetryable: Bool { get }
    /// How long to wait before that, where the other side said so.
    var retryAfter: Duration? { get }
}

extension CategorizedError {
    public var isRetryable: Bool { self.category.mayHelpToRetry }
    public var retryAfter: Duration? { nil }
}
