internal import Synchronization
public import TreadleHTTP

/// Answers requests from a script and keeps them.
public final class ScriptedTransport: HTTPTransport {
    private let answer: @Sendable (HTTPRequest) async throws -> HTTPResponse
    private let sent = Mutex<[HTTPRequest]>([])

    /// Makes a transport that answers as the closure says.
    public init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) {
        self.answer = answer
    }

    /// What has been sent so far.
    public var requests: [HTTPRequest] { self.sent.withLock { $0 } }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        self.sent.withLock { $0.append(request) }
        return try await self.answer(request)
    }
}
