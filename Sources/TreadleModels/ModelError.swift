public import TreadleCore

/// A failure to get an answer from a model.
public struct ModelError: CategorizedError, CustomStringConvertible {
    /// The kind of failure. New kinds may appear; always handle the unknown one.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case invalidRequest, unknownModel, unauthorized, rateLimited, unreachable, timedOut, brokenOff
            case malformedAnswer, failed
        }

        private let kind: Kind

        /// The request is wrong.
        public static let invalidRequest = Code(kind: .invalidRequest)
        /// There is no model of that name.
        public static let unknownModel = Code(kind: .unknownModel)
        /// The host refused the credentials.
        public static let unauthorized = Code(kind: .unauthorized)
        /// The host asks to slow down.
        public static let rateLimited = Code(kind: .rateLimited)
        /// The host could not be reached.
        public static let unreachable = Code(kind: .unreachable)
        /// The host was silent for too long.
        public static let timedOut = Code(kind: .timedOut)
        /// The answer ended before it was complete.
        public static let brokenOff = Code(kind: .brokenOff)
        /// The answer is not what the host's protocol says.
        public static let malformedAnswer = Code(kind: .malformedAnswer)
        /// The host failed.
        public static let failed = Code(kind: .failed)

        public var description: String { self.kind.rawValue }
    }

    /// What kind of failure this is; switch on it to decide what to do.
    public var code: Code
    /// What happened and what to try, in one sentence, without secrets.
    public var message: String
    /// Which member of the request is wrong (`messages[0].role`), where that is known.
    public var parameter: String?
    /// The status the host answered with, where it answered.
    public var upstreamStatus: Int?
    /// The host's own `error.type` and `error.code`, where it gave them.
    public var upstreamType: String?, upstreamCode: String?
    /// The host's request identifier, when it sent one.
    public var requestID: String?
    /// How long the host asks to wait.
    public var retryAfter: Duration?
    /// The error underneath, when there is one.
    public var cause: (any Error)?

    /// Makes an error; the rest is set on it.
    public init(_ code: Code, _ message: String, parameter: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.parameter = parameter
        self.cause = cause
    }

    public var category: ErrorCategory {
        switch self.code {
        case .invalidRequest, .unknownModel: .validation
        case .unauthorized: .authentication
        case .rateLimited: .rateLimit
        case .timedOut: .timeout
        default: .upstream
        }
    }

    public var description: String { "\(self.code): \(self.message)" }
}
