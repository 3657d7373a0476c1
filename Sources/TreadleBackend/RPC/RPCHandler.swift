internal import Synchronization
public import TreadleHTTP

/// Takes the connections of `/ws` and speaks the protocol of `docs/websocket.md` on each.
public final class RPCHandler: WebSocketHandler {
    private let policy: AccessPolicy
    private let service: RPCService
    private let sessions = Mutex<[ObjectIdentifier: RPCSession]>([:])

    /// Makes a handler.
    public init(policy: AccessPolicy, parts: RPCService.Parts) {
        self.policy = policy
        self.service = RPCService(parts)
    }

    public func refusal(of handshake: HTTPRequest) -> HTTPResponse? {
        self.policy.refusal(of: handshake)?.response
    }

    public func open(_ connection: any WebSocketConnection, handshake: HTTPRequest) -> any WebSocketSession {
        let session = RPCSession(connection, service: self.service) { [weak self] session in
            _ = self?.sessions.withLock { $0.removeValue(forKey: ObjectIdentifier(session)) }
        }
        self.sessions.withLock { $0[ObjectIdentifier(session)] = session }
        return session
    }

    /// How many clients are connected.
    public var clientCount: Int { self.sessions.withLock { $0.count } }

    /// Refuses new requests; each connection is closed with 1001 once what runs on it has been answered.
    public func drain() {
        for session in self.sessions.withLock({ Array($0.values) }) { session.drain() }
    }

    /// Ends what still runs; it is answered as cancelled, and the connections close.
    public func abandon() {
        for session in self.sessions.withLock({ Array($0.values) }) { session.abandon() }
    }
}
