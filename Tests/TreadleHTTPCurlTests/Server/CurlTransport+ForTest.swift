import TreadleHTTP

@testable import TreadleHTTPCurl

extension CurlTransport {
    /// A transport that ignores the environment, with a few options changed.
    static func forTest(_ change: (inout CurlTransportConfiguration) -> Void = { _ in }) throws -> CurlTransport {
        var configuration = CurlTransportConfiguration()
        configuration.usesEnvironmentProxies = false
        change(&configuration)
        return try CurlTransport(configuration: configuration)
    }
}

/// The error an operation throws, where it is one of HTTP.
func httpError(_ operation: () async throws -> Void) async -> HTTPError? {
    do {
        try await operation()
        return nil
    } catch {
        return error as? HTTPError
    }
}
