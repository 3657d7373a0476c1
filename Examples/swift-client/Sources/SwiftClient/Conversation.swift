import Foundation
import TreadleHTTP
import TreadleWebSocketClient

/// Requests and their answers over one connection, one request at a time.
struct Conversation {
    /// A message from the server.
    struct Answer {
        var type: String
        var data: [String: Any]
        var error: String?
    }

    private let connection: WebSocketClientConnection

    init(_ connection: WebSocketClientConnection) {
        self.connection = connection
    }

    /// Sends a request.
    func send(_ type: String, id: String, payload: [String: Any] = [:]) async throws {
        let message = ["type": type, "request_id": id, "payload": payload] as [String: Any]
        let text = try JSONSerialization.data(withJSONObject: message)
        try await self.connection.send(String(decoding: text, as: UTF8.self))
    }

    /// The next message about a request.
    func next(about id: String) async throws -> Answer {
        while let message = try await self.connection.receive() {
            guard case .text(let bytes) = message,
                let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
                let type = object["type"] as? String
            else { throw Surprise("the server sent something that is not an answer") }
            if object["request_id"] as? String == id {
                return Answer(
                    type: type, data: object["data"] as? [String: Any] ?? [:], error: object["error"] as? String)
            }
        }
        throw Surprise("the server closed the connection")
    }

    /// Sends a request and waits for the one answer it has.
    func ask(_ type: String, id: String, payload: [String: Any] = [:]) async throws -> [String: Any] {
        try await self.send(type, id: id, payload: payload)
        let answer = try await self.next(about: id)
        guard answer.type == "\(type)_response" else {
            throw Surprise("\(type) was answered with \(answer.type): \(answer.error ?? "")")
        }
        return answer.data
    }
}

/// An answer that is not what the protocol promises.
struct Surprise: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
