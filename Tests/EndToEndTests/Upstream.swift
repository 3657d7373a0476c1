import Synchronization
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

/// A host of models that answers as a test says, over a real socket.
enum Upstream {
    private struct Responder: HTTPResponder {
        let answer: @Sendable (HTTPRequest) async -> HTTPResponse
        func respond(to request: HTTPRequest) async -> HTTPResponse {
            request.body.discard()
            return await self.answer(request)
        }
    }

    /// Runs a host around `body`, which gets the settings of a server that sends its requests there.
    static func with<Success: Sendable>(
        _ answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse,
        _ body: @Sendable ([String: String]) async throws -> Success
    ) async throws -> Success {
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), responder: Responder(answer: answer), webSockets: nil,
            logger: .silent)
        try server.start()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { do { try await server.run() } catch is CancellationError {} }
            defer { group.cancelAll() }
            return try await body([
                "OPENAI_BASE_URL": "http://127.0.0.1:\(server.port)/v1", "OPENAI_API_KEY": "sk-shuttle-and-loom",
                "TREADLE_UPSTREAM_TIMEOUT": "1",
            ])
        }
    }

    /// A streamed answer.
    static func stream(_ body: any HTTPBodyStream) -> HTTPResponse {
        HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .stream(body))
    }
}
