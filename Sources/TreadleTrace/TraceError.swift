public import TreadleCore

/// A failure of a trace server.
public struct TraceError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidRequest, notFound, unauthorized, unavailable, storageFailed, storageTooNew
        }

        private let kind: Kind

        /// The request cannot be answered as it stands.
        public static let invalidRequest = Code(kind: .invalidRequest)
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

    /// Makes an error.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
        self.retryAfter = retryAfter
    }

    public var category: ErrorCategory {
        switch self.code {
        case .invalidRequest, .notFound: .validation
        case .unauthorized: .authentication
        case .unavailable: .upstream
        default: .internal
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
