public import TreadleCore

/// A failure of the tracing SDK itself; a call that fails to arrive is retried instead.
public struct WeaveError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case spoolInUse, spoolUnusable, stopped, timedOut
            case invalidConfiguration, unreachable, notATraceServer, serverFailed, keyMissing, keyRefused, entityUnknown
            case projectForbidden
        }

        private let kind: Kind

        /// Another process, or another spool in this one, holds the directory.
        public static let spoolInUse = Code(kind: .spoolInUse)
        /// The spool's directory or a file in it cannot be made, read or written.
        public static let spoolUnusable = Code(kind: .spoolUnusable)
        /// The batcher stopped before everything was in the store.
        public static let stopped = Code(kind: .stopped)
        /// What was to be done, such as a start or a flush, was not done in the time that was given.
        public static let timedOut = Code(kind: .timedOut)
        /// The project's name, the URL or a variable of the environment cannot be what it is meant to be.
        public static let invalidConfiguration = Code(kind: .invalidConfiguration)
        /// The server could not be reached.
        public static let unreachable = Code(kind: .unreachable)
        /// Something answered that does not speak Weave's API.
        public static let notATraceServer = Code(kind: .notATraceServer)
        /// The server answered that it cannot do it now.
        public static let serverFailed = Code(kind: .serverFailed)
        /// The server wants an API key, and there is none.
        public static let keyMissing = Code(kind: .keyMissing)
        /// The server does not accept the API key.
        public static let keyRefused = Code(kind: .keyRefused)
        /// The project was named without its entity, and the server knows no default one.
        public static let entityUnknown = Code(kind: .entityUnknown)
        /// The API key may not use the project, or may not make it.
        public static let projectForbidden = Code(kind: .projectForbidden)

        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is.
    public var code: Code
    /// What happened and what to try, in one sentence, without secrets; that of a failed start begins with
    /// ``startPreamble``.
    public var message: String
    /// The error underneath, when there is one.
    public var cause: (any Error)?

    /// How the message of every failed start begins.
    public static let startPreamble: String = "Failed to initialize Weave"

    /// Makes an error.
    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var category: ErrorCategory {
        switch self.code {
        case .stopped: .cancelled
        case .timedOut: .timeout
        case .unreachable, .notATraceServer, .serverFailed: .upstream
        case .keyMissing, .keyRefused, .projectForbidden: .authentication
        case .invalidConfiguration, .entityUnknown: .validation
        default: .internal
        }
    }

    /// The message; a failed start's begins with nothing else, so that a program that ends with it says so at once.
    public var description: String {
        self.message.hasPrefix(Self.startPreamble) ? self.message : "\(self.code): \(self.message)"
    }
}
