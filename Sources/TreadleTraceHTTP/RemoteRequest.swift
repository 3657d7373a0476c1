internal import TreadleCore
internal import TreadleHTTP

/// A request to a trace server, which may have to be sent more than once.
struct RemoteRequest: Sendable {
    var method: HTTPMethod
    /// The path behind the base URL.
    var path: String
    /// The kind of answer that is wanted.
    var mediaType = "application/json"
    var contentType: String?
    var bytes: ArraySlice<UInt8> = []
    /// Whether it means the same when it arrives twice.
    var isRepeatable = true

    init(_ method: HTTPMethod, _ path: String) {
        self.method = method
        self.path = path
    }

    init(_ method: HTTPMethod, _ path: String, _ body: RawJSON?) {
        self.init(method, path)
        guard let body else { return }
        self.contentType = "application/json"
        self.bytes = body.bytes
    }
}
