internal import Synchronization
internal import TreadleHTTP

/// One exchange, shared by the task that wants it and the loop that carries it out.
final class Transfer: Sendable {
    typealias HeadWaiter = CheckedContinuation<HTTPResponse, any Error>
    typealias PartWaiter = CheckedContinuation<ArraySlice<UInt8>?, any Error>

    let request: OutgoingRequest
    /// The request's body, where it comes in parts.
    let upload: Upload?
    private let loop: CurlLoop
    private let state: Mutex<StateMachine<HeadWaiter, PartWaiter>>

    init(_ request: OutgoingRequest, on loop: CurlLoop) {
        self.request = request
        self.loop = loop
        if case .stream(let stream, let length) = request.body {
            self.upload = Upload(stream, length: length)
        } else {
            self.upload = nil
        }
        self.state = Mutex(
            StateMachine(
                highWater: loop.configuration.responseBufferHighWater,
                lowWater: loop.configuration.responseBufferLowWater))
    }
}

// What the reader does.
extension Transfer {
    /// Carries the exchange out up to the response's head.
    func response() async throws -> HTTPResponse {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                switch self.state.withLock({ $0.start(waiter) }) {
                case .submit:
                    self.upload?.start { [loop] in loop.post(.resumeSending(self)) }
                    self.loop.post(.add(self))
                case .failCancelled:
                    self.upload?.close()
                    waiter.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            self.cancel()
        }
    }

    /// The body's next part.
    func nextPart() async throws -> ArraySlice<UInt8>? {
        guard !Task.isCancelled else {
            self.cancel()
            throw CancellationError()
        }
        let action = self.state.withLock { $0.next(nil) }
        if case .wait = action { return try await self.waitForPart() }
        return try self.result(of: action)
    }

    private func waitForPart() async throws -> ArraySlice<UInt8>? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let action = self.state.withLock { $0.next(waiter) }
                if case .wait = action { return }
                waiter.resume(with: Result { try self.result(of: action) })
            }
        } onCancel: {
            self.cancel()
        }
    }

    private func result(of action: StateMachine<HeadWaiter, PartWaiter>.NextAction) throws -> ArraySlice<UInt8>? {
        switch action {
        case .part(let part, let resumesReceiving):
            if resumesReceiving { self.loop.post(.resumeReceiving(self)) }
            return part
        case .end: return nil
        case .fail(let error): throw error
        case .failCancelled: throw CancellationError()
        case .wait: preconditionFailure("waiting has no result")
        }
    }

    /// Gives the exchange up.
    func cancel() {
        guard case .abort(let headWaiter, let partWaiter) = self.state.withLock({ $0.cancel() }) else { return }
        self.loop.post(.cancel(self))
        self.upload?.close()
        headWaiter?.resume(throwing: CancellationError())
        partWaiter?.resume(throwing: CancellationError())
    }
}

// What the loop does.
extension Transfer {
    /// Whether anybody still wants it.
    var isWanted: Bool { self.state.withLock { $0.isWanted } }

    /// Whether more may come while `undelivered` bytes are still with the loop; if not, it pauses.
    func admits(undelivered: Int) -> Bool { self.state.withLock { $0.admits(undelivered: undelivered) } }

    /// Hands over what one pass brought; the result says that a paused connection is to be read from again.
    func deliver(_ delivery: Delivery) -> Bool {
        if delivery.end != nil || delivery.head?.refusesBody == true { self.upload?.close() }
        let (action, resumesReceiving) = self.state.withLock { $0.deliver(delivery) }
        switch action {
        case .none: break
        case .respond(let waiter, let head, let whole):
            waiter.resume(returning: HTTPResponse(head.status, headers: head.headers, body: .bytes(whole)))
        case .open(let waiter, let head):
            let body = HTTPBody.stream(ResponseBody(self), length: head.length)
            waiter.resume(returning: HTTPResponse(head.status, headers: head.headers, body: body))
        case .failHead(let waiter, let error): waiter.resume(throwing: error)
        case .part(let waiter, let part): waiter.resume(returning: part)
        case .end(let waiter): waiter.resume(returning: nil)
        case .failPart(let waiter, let error): waiter.resume(throwing: error)
        }
        return resumesReceiving
    }
}
