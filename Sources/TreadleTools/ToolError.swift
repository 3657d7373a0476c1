public import TreadleCore

/// A failure to run a tool.
public struct ToolError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case unknownTool, invalidArguments, failed, timedOut }

        private let kind: Kind

        /// There is no tool of that name.
        public static let unknownTool = Code(kind: .unknownTool)
        /// The arguments are not JSON, or do not fit the tool's schema.
        public static let invalidArguments = Code(kind: .invalidArguments)
        /// The tool ran and could not do it.
        public static let failed = Code(kind: .failed)
        /// The tool took longer than it may.
        public static let timedOut = Code(kind: .timedOut)

        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is.
    public var code: Code
    /// What happened and what to try, in one sentence.
    public var message: String
    /// Where in the arguments it is wrong, as a JSON Pointer (RFC 6901); `nil` where that does not apply.
    public var path: String?
    /// The error underneath, when there is one.
    public var cause: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ message: String, path: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.cause = cause
    }

    public var category: ErrorCategory {
        switch self.code {
        case .unknownTool, .invalidArguments: .validation
        case .timedOut: .timeout
        default: .tool
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
