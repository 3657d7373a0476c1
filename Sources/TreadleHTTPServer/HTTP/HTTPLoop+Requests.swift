internal import CTreadleMicroHTTPD
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// Requests: from their head to the responder.
extension HTTPLoop {
    /// What is collected of a body before the responder gets the request, and what is kept for a slow reader.
    static let bodyMark = 64 * 1024
    /// What is dropped of a body over its limit before the connection is closed over it.
    static let overrun = 1024 * 1024

    func handle(
        _ exchange: Exchange, _ handle: OpaquePointer, _ line: RequestLine, _ body: UnsafeRawBufferPointer
    ) -> HandlerOutcome {
        if exchange.isAborted { return HandlerOutcome(goesOn: false) }
        if exchange.connection.isFinished {
            exchange.connection.dropAllowance -= body.count
            return HandlerOutcome(isConsumed: true, goesOn: !body.isEmpty && exchange.connection.dropAllowance > 0)
        }
        if exchange.connection.hasPeerClosed { self.nudges.append(exchange.connection) }
        switch exchange.phase {
        case .head: return self.begin(exchange, handle, line)
        case .collecting where !body.isEmpty: return self.collect(exchange, body)
        case .collecting: return self.start(exchange, line)
        case .receiving where !body.isEmpty: return self.forward(exchange, body)
        case .receiving:
            exchange.upload?.finish()
            exchange.phase = .answering
            if exchange.connection.hasPeerClosed { self.peerClosed(exchange) }
            return self.answerOrWait(exchange)
        case .answering: return self.answerOrWait(exchange)
        case .answered: return HandlerOutcome()
        }
    }

    /// The head is there.
    private func begin(_ exchange: Exchange, _ handle: OpaquePointer, _ line: RequestLine) -> HandlerOutcome {
        let head = RequestHead(of: handle, after: line)
        exchange.method = line.httpMethod
        if let refusal = self.refusal(of: exchange, head, handle, line) {
            // Answered from here, the library closes the connection behind it.
            if head.hasBody { self.keepLeftover(of: exchange.connection) }
            return self.queue(refusal, on: exchange)
        }
        exchange.fields = head.fields
        exchange.declaredLength = head.declaredLength
        exchange.phase = .collecting
        if head.hasBody { exchange.connection.timer.body(now: self.now) }
        return HandlerOutcome()
    }

    private func refusal(
        of exchange: Exchange, _ head: RequestHead, _ handle: OpaquePointer, _ line: RequestLine
    ) -> HTTPResponse? {
        if let refusal = exchange.connection.refusal { return refusal }
        let limit = self.configuration.maximumHeaderSize
        if ctreadle_mhd_header_size(handle) > limit {
            return exchange.target.utf8.count > limit
                ? Refusal.targetTooLong(limit: limit) : Refusal.headerTooLarge(limit: limit)
        }
        if let refusal = head.refusal(target: exchange.target, isVersion10: line.isVersion10) { return refusal }
        guard let length = head.declaredLength, length > 0 else { return nil }
        if let refusal = self.configuration.refusalOfBody(exchange.target, length) { return refusal }
        return length > self.configuration.maximumBodySize
            ? Refusal.bodyTooLarge(limit: self.configuration.maximumBodySize) : nil
    }

    /// A part of the body, before the responder has the request.
    private func collect(_ exchange: Exchange, _ bytes: UnsafeRawBufferPointer) -> HandlerOutcome {
        exchange.receivedLength += bytes.count
        exchange.connection.timer.body(now: self.now)
        guard exchange.receivedLength <= self.configuration.maximumBodySize else {
            let limit = self.configuration.maximumBodySize
            exchange.connection.finish(with: Refusal.bodyTooLarge(limit: limit), now: self.now)
            return HandlerOutcome(isConsumed: true)
        }
        if exchange.collected.isEmpty {
            exchange.collected.reserveCapacity(min(exchange.declaredLength ?? bytes.count, Self.bodyMark))
        }
        exchange.collected.append(contentsOf: bytes)
        if exchange.collected.count >= Self.bodyMark, exchange.receivedLength != exchange.declaredLength {
            let upload = Upload(first: exchange.collected, mark: Self.bodyMark) { exchange.loop.post(.ready(exchange)) }
            exchange.collected = []
            exchange.upload = upload
            exchange.phase = .receiving
            self.respond(to: exchange, body: .stream(upload, length: exchange.declaredLength))
        }
        return HandlerOutcome(isConsumed: true)
    }

    /// A part of the body that the responder reads.
    private func forward(_ exchange: Exchange, _ bytes: UnsafeRawBufferPointer) -> HandlerOutcome {
        let limit = self.configuration.maximumBodySize
        let length = exchange.receivedLength + bytes.count
        if length > limit {
            exchange.receivedLength = length
            exchange.connection.timer.body(now: self.now)
            if !exchange.isOverLimit { exchange.upload?.fail(.bodyTooLarge(limit: limit)) }
            exchange.isOverLimit = true
            if length > limit + Self.overrun {
                exchange.connection.finish(
                    with: exchange.plainResponse ?? Refusal.bodyTooLarge(limit: limit), now: self.now)
                self.dropWork(of: exchange)
            }
            return HandlerOutcome(isConsumed: true)
        }
        // Not taken and suspended: the library offers the same bytes again after the resume. Taking them and suspending
        // would not do, as it may call again before it looks whether it was suspended.
        guard exchange.upload?.offer(bytes) ?? true else {
            self.suspend(exchange)
            return HandlerOutcome()
        }
        exchange.receivedLength = length
        exchange.connection.timer.body(now: self.now)
        return HandlerOutcome(isConsumed: true)
    }

    /// The request is complete, and small enough to be handed over in one piece.
    private func start(_ exchange: Exchange, _ line: RequestLine) -> HandlerOutcome {
        exchange.phase = .answering
        if let webSockets = self.webSockets, self.isWebSocketTarget(exchange.target) {
            return self.upgrade(exchange, line, webSockets.handler)
        }
        let body = exchange.collected
        exchange.collected = []
        self.respond(to: exchange, body: .bytes(body[...]))
        self.suspend(exchange)
        return HandlerOutcome()
    }

    private func isWebSocketTarget(_ target: String) -> Bool {
        let (target, path) = (target.utf8, self.configuration.webSocketPath.utf8)
        guard target.count >= path.count, target.starts(with: path) else { return false }
        return target.count == path.count || target.dropFirst(path.count).first == UInt8(ascii: "?")
    }

    /// Lets the responder be called, together with those of other requests that are there.
    private func respond(to exchange: Exchange, body: HTTPBody) {
        let request = HTTPRequest(
            exchange.method, exchange.target, headers: HTTPFields(exchange.fields), body: body,
            peer: exchange.connection.peer)
        exchange.fields = []
        self.starts.append(Start(request: request, upload: exchange.upload, exchange: exchange))
        if exchange.connection.hasPeerClosed { self.peerClosed(exchange) }
    }

    /// A responder's call that is to be made.
    struct Start: Sendable {
        let request: HTTPRequest
        let upload: Upload?
        let exchange: Exchange
    }

    /// Calls responders.
    ///
    /// This is where a C thread enters async code, and the one place here where tasks without a parent are right: nobody
    /// waits for them but their connections, which cancel them when they go away. Handing work to the pool from outside
    /// costs a wake-up each time, more than all else about a small request; so requests that came together are handed
    /// over together, and their tasks are made over there.
    func startResponders() {
        guard !self.starts.isEmpty else { return }
        let starts = self.starts
        self.starts = []
        self.taskCount.add(starts.count, ordering: .relaxed)
        if starts.count == 1 { return self.start(starts[0]) }
        Task { for start in starts { self.start(start) } }
    }

    private func start(_ start: Start) {
        let task = Task { await self.answer(start.request, start.upload, for: start.exchange) }
        start.exchange.work.started(task)
    }

    /// The responder's task: from the request to the last part of the answer. Not on the loop's thread.
    private func answer(_ request: HTTPRequest, _ upload: Upload?, for exchange: Exchange) async {
        let response = await self.responder.respond(to: request)
        if case .stream(let stream, let length) = response.body, length != 0,
            Exchange.hasBody(status: response.status, method: request.method)
        {
            let download = Download(mark: Self.bodyMark) { exchange.loop.post(.ready(exchange)) }
            if !self.post(.answered(exchange, response, download)) { download.close() }
            await download.pump(stream)
        } else {
            response.body.discard()
            self.post(.answered(exchange, response, nil))
        }
        upload?.cancel()
        let before = self.taskCount.subtract(1, ordering: .acquiringAndReleasing).oldValue
        if before == 1, self.isDraining.load(ordering: .acquiring) { self.post(.taskEnded) }
    }
}
