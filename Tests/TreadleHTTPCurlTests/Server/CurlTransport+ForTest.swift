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

    /// Returns when all that could be read and written before was: every pass of the loop serves every exchange.
    func goRound() async throws {
        let server = try RawServer.always("HTTP/1.1 204 Idle\r\n\r\n")
        for _ in 0..<3 { _ = try await self.send(HTTPRequest(.get, server.url)) }
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
