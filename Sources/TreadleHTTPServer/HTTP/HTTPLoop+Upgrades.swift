internal import CTreadleMicroHTTPD
internal import Glibc
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// Handing sockets over to the WebSockets' loop.
extension HTTPLoop {
    func upgrade(_ exchange: Exchange, _ line: RequestLine, _ handler: any WebSocketHandler) -> HandlerOutcome {
        let request = HTTPRequest(
            exchange.method, exchange.target, headers: HTTPFields(exchange.fields), peer: exchange.connection.peer)
        switch WebSocketHandshake.outcome(of: request) {
        case .refused(let refusal): return self.queue(refusal, on: exchange)
        case .accepted(let accept):
            if line.isVersion10 {
                return self.queue(Refusal.malformed("a WebSocket handshake is an HTTP/1.1 request"), on: exchange)
            }
            if exchange.receivedLength > 0 {
                return self.queue(Refusal.malformed("a WebSocket handshake has no body"), on: exchange)
            }
            if self.isDraining.load(ordering: .relaxed) { return self.queue(Refusal.goingDown(), on: exchange) }
            if let refusal = handler.refusal(of: request) { return self.queue(refusal.inMemory, on: exchange) }
            exchange.handshake = request
            exchange.phase = .answered
            let context = Unmanaged.passUnretained(exchange).toOpaque()
            guard let message = MicroResponse.upgrade(context: context, handler: Self.handOver) else {
                return HandlerOutcome(goesOn: false)
            }
            // The library adds `Connection: Upgrade` itself.
            message.add("Upgrade", "websocket")
            message.add("Sec-WebSocket-Accept", accept)
            exchange.connection.timer.send(now: self.now)
            return HandlerOutcome(goesOn: message.queue(on: exchange.connection.handle, status: 101))
        }
    }

    /// The answer to the handshake is out, and the socket is ours.
    private static let handOver: MHD_UpgradeHandler = { context, _, _, early, earlyCount, descriptor, handle in
        guard let context, let handle else { return }
        let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        let early = UnsafeRawBufferPointer(start: early, count: earlyCount)
        exchange.loop.handOver(exchange, descriptor, early: Array(early))
        _ = ctreadle_mhd_upgrade_close(handle)
    }

    private func handOver(_ exchange: Exchange, _ descriptor: Int32, early: [UInt8]) {
        guard let webSockets = self.webSockets, let handshake = exchange.handshake else { return }
        // The other loop may have ended; the library closes what nobody takes.
        guard !self.isDraining.load(ordering: .relaxed) else { return }
        // A duplicate of our own: the library only closes its descriptor, without shutting the connection down, and with
        // it gives back the connection's memory and its place at once. That is not promised; a test watches it.
        let duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard duplicate >= 0 else {
            self.logger.warning("no descriptor is left for a WebSocket")
            return
        }
        exchange.connection.isHandedOver = true
        // The library has switched it off for the handshake.
        var on: Int32 = 1
        setsockopt(duplicate, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        webSockets.loop.post(
            .adopt(WebSocketChannel(loop: webSockets.loop, descriptor: duplicate, handshake: handshake, early: early)))
    }
}

extension HTTPResponse {
    /// The response without a streamed body, which a refused handshake has no task to read for.
    fileprivate var inMemory: HTTPResponse {
        guard case .stream(let stream, _) = self.body else { return self }
        stream.cancel()
        return HTTPResponse(self.status, headers: self.headers)
    }
}
