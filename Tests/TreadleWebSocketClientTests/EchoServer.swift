import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

/// A server that sends back every text, closes when told to (`close 1001`), and refuses who asks for it (`X-Refuse`).
struct EchoServer: WebSocketHandler, HTTPResponder {
    /// Runs an operation with the address of a server.
    static func run<Result: Sendable>(_ operation: (String) async throws -> Result) async throws -> Result {
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), responder: EchoServer(), webSockets: EchoServer(),
            logger: .silent)
        try server.start()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let result = try await operation("ws://127.0.0.1:\(server.port)/ws")
            server.drain()
            try await group.waitForAll()
            return result
        }
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(404) }

    func refusal(of handshake: HTTPRequest) -> HTTPResponse? {
        handshake.headers["X-Refuse"] == nil ? nil : HTTPResponse(401)
    }

    func open(_ connection: any WebSocketConnection, handshake: HTTPRequest) -> any WebSocketSession {
        Session(connection: connection)
    }

    private struct Session: WebSocketSession {
        let connection: any WebSocketConnection

        func received(_ message: WebSocketMessage) {
            guard case .text(let bytes) = message else { return }
            let words = bytes.count < 20 ? String(decoding: bytes, as: UTF8.self).split(separator: " ") : []
            if words.count == 2, words[0] == "close", let code = UInt16(words[1]) {
                self.connection.close(WebSocketCloseCode(rawValue: code), reason: "as told")
            } else {
                self.connection.send(text: bytes)
            }
        }

        func closed(_ code: WebSocketCloseCode) {}
    }
}
