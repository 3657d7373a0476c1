import Synchronization
import TreadleHTTP

/// Takes every WebSocket, remembers what happens, and lets a closure answer.
final class RecordingSockets: WebSocketHandler {
    final class Session: WebSocketSession {
        let connection: any WebSocketConnection
        let owner: RecordingSockets

        init(_ connection: any WebSocketConnection, _ owner: RecordingSockets) {
            self.connection = connection
            self.owner = owner
        }

        func received(_ message: WebSocketMessage) {
            self.owner.messages.withLock { $0.append(message) }
            self.owner.answer(message, self.connection)
        }

        func closed(_ code: WebSocketCloseCode) { self.owner.closings.withLock { $0.append(code) } }
    }

    let messages = Mutex<[WebSocketMessage]>([])
    let closings = Mutex<[WebSocketCloseCode]>([])
    let connections = Mutex<[any WebSocketConnection]>([])
    let refusal: HTTPResponse?
    let answer: @Sendable (WebSocketMessage, any WebSocketConnection) -> Void

    /// Echoes text unless told otherwise.
    init(
        refusal: HTTPResponse? = nil,
        answer: @escaping @Sendable (WebSocketMessage, any WebSocketConnection) -> Void = { message, connection in
            switch message {
            case .text(let text): connection.send(text: text)
            case .binary(let bytes): connection.send(text: Array("\(bytes.count) bytes".utf8)[...])
            }
        }
    ) {
        self.refusal = refusal
        self.answer = answer
    }

    func refusal(of handshake: HTTPRequest) -> HTTPResponse? { self.refusal }

    func open(_ connection: any WebSocketConnection, handshake: HTTPRequest) -> any WebSocketSession {
        self.connections.withLock { $0.append(connection) }
        return Session(connection, self)
    }

    /// How the first connection closed; `nil` if it has not within a minute.
    func closing() -> WebSocketCloseCode? {
        _ = eventually { self.closings.withLock { !$0.isEmpty } }
        return self.closings.withLock { $0.first }
    }

    /// The first connection, once it is there.
    func connection() -> any WebSocketConnection {
        _ = eventually { self.connections.withLock { !$0.isEmpty } }
        return self.connections.withLock { $0[0] }
    }
}
