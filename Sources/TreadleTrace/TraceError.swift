public import TreadleCore

/// A failure of a trace server.
public struct TraceError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case invalidRequest, notFound, unavailable, storageFailed, storageTooNew }

        private let kind: Kind

        /// The request cannot be answered as it stands.
        public static let invalidRequest = Code(kind: .invalidRequest)
        /// What was asked for is not there.
        public static let notFound = Code(kind: .notFound)
        /// The server could not be reached, or is shut down.
        public static let unavailable = Code(kind: .unavailable)
        /// The disk or the database failed; nothing of the request was stored.
        public static let storageFailed = Code(kind: .storageFailed)
        /// The store was written by a newer version.
        public static let storageTooNew = Code(kind: .storageTooNew)

        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is.
    public var code: Code
    /// What happened and what to try, in one sentence, without payloads.
    public var message: String
    /// The error underneath, when there is one.
    public var cause: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var category: ErrorCategory {
        switch self.code {
        case .invalidRequest, .notFound: .validation
        case .unavailable: .upstream
        default: .internal
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
