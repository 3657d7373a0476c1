/// What kind of failure something is: the eight kinds every client is told.
///
/// One mapping leads from a category to an HTTP status; see ``httpStatus``.
public struct ErrorCategory: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String {
        case validation, authentication, rateLimit = "rate_limit", timeout, upstream, tool, cancelled, `internal`
    }

    private let kind: Kind

    /// The request is wrong; sending it again as it is cannot help.
    public static let validation = ErrorCategory(kind: .validation)
    /// The caller, or our key for the upstream, was not accepted.
    public static let authentication = ErrorCategory(kind: .authentication)
    /// A limit on how much at a time was reached, here or upstream.
    public static let rateLimit = ErrorCategory(kind: .rateLimit)
    /// Something took longer than it may.
    public static let timeout = ErrorCategory(kind: .timeout)
    /// The model's host failed or could not be reached.
    public static let upstream = ErrorCategory(kind: .upstream)
    /// A tool failed.
    public static let tool = ErrorCategory(kind: .tool)
    /// The caller, or the server's shutdown, ended the work.
    public static let cancelled = ErrorCategory(kind: .cancelled)
    /// A fault of ours.
    public static let `internal` = ErrorCategory(kind: .internal)

    /// Every category, in the order of the documentation.
    public static let all: [ErrorCategory] = [
        .validation, .authentication, .rateLimit, .timeout, .upstream, .tool, .cancelled, .internal,
    ]

    /// The word on the wire: `rate_limit` and so on.
    public var description: String { self.kind.rawValue }

    /// The HTTP status of an answer that reports this kind of failure; 499 is nginx's "client closed request".
    public var httpStatus: Int {
        switch self.kind {
        case .validation: 400
        case .authentication: 401
        case .rateLimit: 429
        case .timeout: 504
        case .upstream: 502
        case .tool: 500
        case .cancelled: 499
        case .internal: 500
        }
    }

    /// Whether sending the same request again may help, where nothing more is known.
    public var mayHelpToRetry: Bool {
        switch self.kind {
        case .rateLimit, .timeout, .upstream: true
        case .validation, .authentication, .tool, .cancelled, .internal: false
        }
    }
}
