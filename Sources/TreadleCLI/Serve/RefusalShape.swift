internal import TreadleBackend
internal import TreadleHTTP
internal import TreadleTraceHTTP

/// Writes a refusal as clients of a path read it: the trace API's have another shape than all others'.
enum RefusalShape {
    static func answer(_ failure: GatewayFailure, at path: String) -> HTTPResponse {
        guard TraceParts.handles(path) else { return failure.response }
        // What all of them have in common, such as the way to come in, stands in the header fields.
        return TraceResponder.refusal(failure.status, failure.message, headers: failure.response.headers)
    }
}
