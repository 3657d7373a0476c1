public import TreadleCore

/// A failure of an exchange itself; a status of 400 or more is a value, not one of these.
public struct HTTPError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case unreachable, brokenOff, timedOut, bodyTooLarge, malformed, tlsFailed, refusedToStart, closed
        }

        private let kind: Kind

        /// The other side could not be connected to.
        public static let unreachable = Code(kind: .unreachable)
        /// The connection ended in the middle of a message.
        public static let brokenOff = Code(kind: .brokenOff)
        /// Nothing came for longer than allowed.
        public static let timedOut = Code(kind: .timedOut)
        /// A body is longer than the limit.
        public static let bodyTooLarge = Code(kind: .bodyTooLarge)
        /// A message breaks the protocol.
        public static let malformed = Code(kind: .malformed)
        /// The other side's identity could not be established.
        public static let tlsFailed = Code(kind: .tlsFailed)
        /// A server could not listen.
        public static let refusedToStart = Code(kind: .refusedToStart)
        /// The client or the server is shut down.
        public static let closed = Code(kind: .closed)

        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is.
    public var code: Code
    /// What happened and what to try, in one sentence, without secrets.
    public var message: String
    /// The error underneath, when there is one.
    public var cause: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// The refusal of a body over a limit, with the limit's value.
    public static func bodyTooLarge(limit: Int) -> HTTPError {
        HTTPError(.bodyTooLarge, "the body is larger than \(limit) bytes, the limit on bodies")
    }

    public var category: ErrorCategory {
        switch self.code {
        case .timedOut: .timeout
        case .bodyTooLarge, .malformed: .validation
        case .unreachable, .brokenOff, .tlsFailed: .upstream
        default: .internal
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
