internal import CTreadleMicroHTTPD
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// Answers: from the responder to the socket.
extension HTTPLoop {
    /// Up to here an answer is copied and sent together with its head.
    private static let largestCopiedBody = 256 * 1024

    /// Takes a connection out of the library's hands until ``resume(_:)``.
    func suspend(_ exchange: Exchange) {
        exchange.isSuspended = true
        exchange.connection.timer.wait()
        MHD_suspend_connection(exchange.connection.handle)
    }

    /// Gives it back; the library calls again for what it was doing.
    func resume(_ exchange: Exchange) {
        guard exchange.isSuspended, !exchange.isOver else { return }
        exchange.isSuspended = false
        if exchange.phase == .receiving { exchange.connection.timer.body(now: self.now) }
        MHD_resume_connection(exchange.connection.handle)
    }

    /// The responder has answered.
    func answered(_ exchange: Exchange, _ response: HTTPResponse, _ download: Download?) {
        guard !exchange.isOver, !exchange.isAborted, !exchange.connection.isFinished else {
            download?.close()
            return
        }
        exchange.response = response
        exchange.download = download
        if download != nil, exchange.isPeerGone || exchange.connection.hasPeerClosed { return self.abort(exchange) }
        if exchange.phase == .receiving {
            // The library answers complete requests only, and the answer may wait for the rest of the body.
            if download == nil { exchange.upload?.cancel() } else { exchange.upload?.liftMark() }
        } else {
            self.resume(exchange)
        }
    }

    /// Sends the answer that is there, or waits for it.
    func answerOrWait(_ exchange: Exchange) -> HandlerOutcome {
        guard let response = exchange.response else {
            self.suspend(exchange)
            return HandlerOutcome()
        }
        exchange.response = nil
        return self.queue(response, on: exchange)
    }

    /// Hands an answer to the library.
    func queue(_ response: HTTPResponse, on exchange: Exchange) -> HandlerOutcome {
        exchange.phase = .answered
        guard (200...999).contains(response.status) else {
            self.logger.error("a responder's status cannot be sent", metadata: ["status": "\(response.status)"])
            exchange.work.cancel()
            exchange.download?.close()
            return self.queue(Refusal.internalError(), on: exchange)
        }
        guard let message = self.message(for: response, on: exchange) else { return HandlerOutcome(goesOn: false) }
        message.add(response.headers)
        if case .stream(_, nil) = response.body, exchange.download == nil { message.endWithConnection() }
        if self.isDraining.load(ordering: .relaxed) { message.add("Connection", "close") }
        exchange.connection.timer.send(now: self.now)
        return HandlerOutcome(goesOn: message.queue(on: exchange.connection.handle, status: response.status))
    }

    private func message(for response: HTTPResponse, on exchange: Exchange) -> MicroResponse? {
        switch response.body {
        case .bytes(let bytes) where bytes.count <= Self.largestCopiedBody || exchange.method == .head:
            return .bytes(bytes)
        case .bytes(let bytes):
            return .streamed(length: bytes.count, owner: LargeBody(bytes), reader: Self.readBytes)
        case .stream(_, 0):
            return .bytes([])
        case .stream(_, let length):
            return .streamed(length: length, owner: exchange, reader: Self.readDownload)
        }
    }

    /// The library wants more of a streamed answer.
    func read(_ exchange: Exchange, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard !exchange.isAborted, let download = exchange.download else { return Self.brokenEnd }
        switch download.read(into: buffer) {
        case .bytes(let count):
            exchange.connection.timer.send(now: self.now)
            return count
        case .empty:
            self.suspend(exchange)
            return 0
        case .finished: return Self.end
        case .broken: return Self.brokenEnd
        }
    }
}
