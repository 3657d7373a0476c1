public import TreadleCore

/// A failure of the tracing SDK itself; a call that fails to arrive is retried instead.
public struct WeaveError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case spoolInUse, spoolUnusable, stopped, timedOut }

        private let kind: Kind

        /// Another process, or another spool in this one, holds the directory.
        public static let spoolInUse = Code(kind: .spoolInUse)
        /// The spool's directory or a file in it cannot be made, read or written.
        public static let spoolUnusable = Code(kind: .spoolUnusable)
        /// The batcher stopped before everything was in the store.
        public static let stopped = Code(kind: .stopped)
        /// What was to be done was not done in the time that was given.
        public static let timedOut = Code(kind: .timedOut)

        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is.
    public var code: Code
    /// What happened and what to try, in one sentence.
    public var message: String

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var category: ErrorCategory {
        switch self.code {
        case .stopped: .cancelled
        case .timedOut: .timeout
        default: .internal
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
