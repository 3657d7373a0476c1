public import TreadleCore

/// A failure of a trace server.
public struct TraceError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidRequest, unprocessable, conflict, tooLarge, notFound, unauthorized, unavailable, storageFailed
            case storageTooNew
        }

        private let kind: Kind

        /// The request cannot be answered as it stands.
        public static let invalidRequest = Code(kind: .invalidRequest)
        /// The request does not fit its schema: a field that is not known, a value of the wrong kind.
        public static let unprocessable = Code(kind: .unprocessable)
        /// A digest is not the one that was expected.
        public static let conflict = Code(kind: .conflict)
        /// The request holds more than the server takes at once.
        public static let tooLarge = Code(kind: .tooLarge)
        /// What was asked for is not there.
        public static let notFound = Code(kind: .notFound)
        /// The server does not accept the key, or the key may not do this.
        public static let unauthorized = Code(kind: .unauthorized)
        /// The server could not be reached, or is shut down.
        public static let unavailable = Code(kind: .unavailable)
        /// The disk or the database failed; nothing of the request was stored.
        public static let storageFailed = Code(kind: .storageFailed)
        /// The store was written by a newer version.
        public static let storageTooNew = Code(kind: .storageTooNew)

        public var description: String { self.kind.rawValue }

        /// The code of that description, as the other end of the wire wrote it.
        package init?(description: String) {
            guard let kind = Kind(rawValue: description) else { return nil }
            self.kind = kind
        }

        private init(kind: Kind) { self.kind = kind }
    }

    /// What kind of failure this is.
    public var code: Code
    /// What happened and what to try, in one sentence, without payloads.
    public var message: String
    /// The error underneath, when there is one.
    public var cause: (any Error)?
    /// How long to wait before trying again, where the server said so.
    public var retryAfter: Duration?
    /// When what was asked for was deleted, where that is why it is not there.
    public var deletedAt: Timestamp?

    /// Makes an error.
    public init(
        _ code: Code, _ message: String, cause: (any Error)? = nil, retryAfter: Duration? = nil,
        deletedAt: Timestamp? = nil
    ) {
        self.code = code
        self.message = message
        self.cause = cause
        self.retryAfter = retryAfter
        self.deletedAt = deletedAt
    }

    public var category: ErrorCategory {
        switch self.code {
        case .invalidRequest, .unprocessable, .conflict, .tooLarge, .notFound: .validation
        case .unauthorized: .authentication
        case .unavailable: .upstream
        default: .internal
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
