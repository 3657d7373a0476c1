internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// One client's connection: reads requests, runs them side by side, and answers each under its identifier.
final class RPCSession: WebSocketSession {
    private let connection: any WebSocketConnection
    private let service: RPCService
    private let onClose: @Sendable (RPCSession) -> Void
    private let machine: Mutex<StateMachine>

    init(
        _ connection: any WebSocketConnection, service: RPCService, onClose: @escaping @Sendable (RPCSession) -> Void
    ) {
        self.connection = connection
        self.service = service
        self.onClose = onClose
        self.machine = Mutex(StateMachine(limit: service.parts.requestsPerClient))
    }

    func received(_ message: WebSocketMessage) {
        guard case .text(let text) = message else {
            return self.connection.close(
                .unsupportedData, reason: "binary messages are not accepted; send JSON as text")
        }
        do throws(RPCFailure) {
            try self.handle(RPCRequest(text))
        } catch {
            self.connection.send(text: error.frame)
        }
    }

    /// Answers what needs no waiting at once, on the sockets' thread; starts a task for the rest.
    private func handle(_ request: RPCRequest) throws(RPCFailure) {
        switch request.kind {
        case .ping:
            guard !self.machine.withLock({ $0.isRunning(request.id) }) else { throw Self.duplicate(request.id) }
            self.connection.send(text: RPCAnswer("ping_response", request.id).frame(RPCService.pong))
        case .toolsList:
            guard !self.machine.withLock({ $0.isRunning(request.id) }) else { throw Self.duplicate(request.id) }
            self.connection.send(text: RPCAnswer("tools_list_response", request.id).frame(self.service.toolsList))
        case .cancel:
            try self.cancel(request)
        case .chatCompletion, .chatCompletionStream, .embedding, .toolExecute:
            try self.start(request)
        }
    }

    private func start(_ request: RPCRequest) throws(RPCFailure) {
        switch self.machine.withLock({ $0.start(request.id) }) {
        case .accepted: break
        case .duplicate: throw Self.duplicate(request.id)
        case .tooMany(let limit):
            throw RPCFailure(
                request.id, .rateLimit,
                "\(limit) requests of this connection are running, the limit (TREADLE_MAX_REQUESTS_PER_CLIENT)")
        case .draining:
            var failure = RPCFailure(request.id, .cancelled, "the server is shutting down")
            failure.isRetryable = true
            throw failure
        case .closed: return
        }
        // The sockets' thread enters async code here. The task ends with its request, and the machine cancels it when the
        // client asks or goes away.
        let task = Task { await self.run(request) }
        self.machine.withLock { $0.attach(task, to: request.id) }?.cancel()
    }

    private func run(_ request: RPCRequest) async {
        let reply = RPCReply(request: request, connection: self.connection) { [self] in
            self.machine.withLock { $0.ending(of: request.id) }?.rawValue ?? "the request was cancelled"
        }
        let last = await self.service.answer(request, reply)
        // The identifier is free again before the answer is out, so that a client may use it at once.
        self.machine.withLock { $0.finish(request.id) }
        self.connection.send(text: last)
        if self.machine.withLock({ $0.sent() }) {
            self.connection.close(.goingAway, reason: "the server is shutting down")
        }
    }

    private func cancel(_ request: RPCRequest) throws(RPCFailure) {
        let target = request.payload["request_id"]
        guard let id = target == nil ? request.id : target?.string else {
            throw RPCFailure(request.id, .validation, "request_id must be a string", parameter: "payload.request_id")
        }
        let (wasRunning, task) = self.machine.withLock { $0.cancel(id) }
        task?.cancel()
        let data = JSONWriter.object { $0.member("cancelled", wasRunning) }
        self.connection.send(text: RPCAnswer("cancel_response", request.id).frame(data))
    }

    private static func duplicate(_ id: String) -> RPCFailure {
        RPCFailure(
            id, .validation, "a request with this request_id is still running on this connection",
            parameter: "request_id")
    }

    func closed(_ code: WebSocketCloseCode) {
        for task in self.machine.withLock({ $0.close() }) { task.cancel() }
        self.onClose(self)
    }

    /// Refuses new requests, and closes the connection once none runs.
    func drain() {
        guard self.machine.withLock({ $0.drain() }) else { return }
        self.connection.close(.goingAway, reason: "the server is shutting down")
    }

    /// Ends what still runs.
    func abandon() {
        for task in self.machine.withLock({ $0.abandon(.shutdown) }) { task.cancel() }
    }
}
