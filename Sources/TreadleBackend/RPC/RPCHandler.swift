internal import Synchronization
public import TreadleHTTP

/// Takes the connections of `/ws` and speaks the protocol of `docs/websocket.md` on each.
public final class RPCHandler: WebSocketHandler {
    private let policy: AccessPolicy
    private let service: RPCService
    private let state = Mutex(State())

    private struct State {
        var sessions: [ObjectIdentifier: RPCSession] = [:]
        var isDraining = false
        var waiters: [CheckedContinuation<Void, Never>] = []

        /// Those who wait for the last session, once it is gone.
        mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
            guard self.sessions.isEmpty else { return [] }
            defer { self.waiters = [] }
            return self.waiters
        }
    }

    /// Makes a handler.
    public init(policy: AccessPolicy, parts: RPCService.Parts) {
        self.policy = policy
        self.service = RPCService(parts)
    }

    public func refusal(of handshake: HTTPRequest) -> HTTPResponse? {
        guard !self.state.withLock({ $0.isDraining }) else {
            var failure = GatewayFailure(
                503, "the server is shutting down", type: "server_error", code: "shutting_down")
            failure.headers["Retry-After"] = "5"
            return failure.response
        }
        return self.policy.refusal(of: handshake)?.response
    }

    public func open(_ connection: any WebSocketConnection, handshake: HTTPRequest) -> any WebSocketSession {
        let session = RPCSession(connection, service: self.service) { [weak self] in self?.remove($0) }
        let isDraining = self.state.withLock { state in
            state.sessions[ObjectIdentifier(session)] = session
            return state.isDraining
        }
        if isDraining { session.drain() }
        return session
    }

    private func remove(_ session: RPCSession) {
        let waiters = self.state.withLock { state in
            state.sessions[ObjectIdentifier(session)] = nil
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }

    private var sessions: [RPCSession] { self.state.withLock { Array($0.sessions.values) } }

    /// How many clients are connected.
    public var clientCount: Int { self.state.withLock { $0.sessions.count } }

    /// Refuses new connections and new requests; each connection is closed with 1001 once what runs on it has been
    /// answered.
    public func drain() {
        self.state.withLock { $0.isDraining = true }
        for session in self.sessions { session.drain() }
    }

    /// Returns when no client is connected any more.
    public func waitUntilEmpty() async {
        await withCheckedContinuation { continuation in
            let waiters = self.state.withLock { state in
                state.waiters.append(continuation)
                return state.takeWaiters()
            }
            for waiter in waiters { waiter.resume() }
        }
    }

    /// Ends what still runs; it is answered as cancelled, and the connections close.
    public func abandon() {
        for session in self.sessions { session.abandon() }
    }
}
