internal import TreadleCore
internal import TreadleModels
internal import TreadleTools

/// A request that failed, as the client is told: the one place where errors become `error` frames.
struct RPCFailure: Error, Sendable {
    var requestID: String?
    var category: ErrorCategory
    var message: String
    var isRetryable: Bool
    var retryAfter: Duration?
    var status: Int?
    var parameter: String?
    var path: String?

    init(_ requestID: String?, _ category: ErrorCategory, _ message: String, parameter: String? = nil) {
        self.requestID = requestID
        self.category = category
        self.message = message
        self.isRetryable = category.mayHelpToRetry
        self.parameter = parameter
    }

    /// Finds the answer to any error. What is no ``CategorizedError`` is a fault of ours and tells nothing of itself.
    init(_ requestID: String, _ error: any Error) {
        switch error {
        case let failure as RPCFailure:
            self = failure
            self.requestID = requestID
        case is CancellationError:
            self.init(requestID, .cancelled, "the request was cancelled")
        case let error as any CategorizedError:
            self.init(requestID, error.category, error.message)
            self.isRetryable = error.isRetryable
            self.retryAfter = error.retryAfter
            if let error = error as? ModelError {
                self.status = error.upstreamStatus
                self.parameter = error.parameter
            }
            self.path = (error as? ToolError)?.path
        default:
            self.init(requestID, .internal, "internal error; the server's log says more")
        }
    }

    /// The `error` frame.
    var frame: ArraySlice<UInt8> {
        JSONWriter.object { writer in
            writer.member("type", "error")
            writer.member("request_id", self.requestID.map { RawJSON(string: $0) } ?? RawJSON.null)
            writer.member("error", self.message)
            writer.object("data") { writer in
                writer.member("category", self.category.description)
                writer.member("message", self.message)
                writer.member("retryable", self.isRetryable)
                if let wait = self.retryAfter { writer.member("retry_after", wait / .seconds(1)) }
                if let status = self.status { writer.member("status", status) }
                if let parameter = self.parameter { writer.member("parameter", parameter) }
                if let path = self.path { writer.member("path", path) }
            }
        }.bytes
    }
}
