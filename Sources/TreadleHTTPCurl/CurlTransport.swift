public import TreadleHTTP

/// Sends requests with libcurl, on one thread of its own.
///
/// Connections are kept and shared by all exchanges. Redirects are not followed, nothing is cached, no cookies are kept,
/// and certificates are checked against the system's authorities. A request that died with a kept connection is sent
/// again only when that is safe: when nothing of it went out, when its method is idempotent, or when it carries an
/// `Idempotency-Key`.
///
/// A response that comes in one piece has its whole body as ``HTTPBody/bytes(_:)``; any other streams, and a reader who
/// is slow, or stops, slows the connection down instead of filling memory.
///
/// Letting go of the transport closes its idle connections; exchanges under way are finished first.
public final class CurlTransport: HTTPTransport {
    private let loop: CurlLoop

    /// Starts the transport.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/refusedToStart`` when libcurl or a thread cannot be had.
    public init(configuration: CurlTransportConfiguration = CurlTransportConfiguration()) throws {
        self.loop = try CurlLoop(configuration.checked())
    }

    deinit { self.loop.post(.drain) }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        do {
            try Task.checkCancellation()
            return try await Transfer(OutgoingRequest(request), on: self.loop).response()
        } catch {
            request.body.discard()
            throw error
        }
    }

    /// Ends the transport: exchanges under way and later ones fail with ``HTTPError/Code/closed``.
    ///
    /// Returns at once; the connections are closed within moments. Calling it twice is calling it once.
    public func shutDown() {
        self.loop.post(.stop)
    }

    /// Lends a transport to an operation and shuts it down afterwards, however the operation ends.
    ///
    /// - Throws: what ``init(configuration:)`` and the operation throw.
    public static func withTransport<Success>(
        configuration: CurlTransportConfiguration = CurlTransportConfiguration(),
        _ operation: (CurlTransport) async throws -> Success
    ) async throws -> Success {
        let transport = try CurlTransport(configuration: configuration)
        defer { transport.shutDown() }
        return try await operation(transport)
    }
}
