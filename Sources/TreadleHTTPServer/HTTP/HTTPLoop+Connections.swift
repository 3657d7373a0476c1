internal import CTreadleLinux
internal import CTreadleMicroHTTPD
internal import Glibc
internal import Synchronization
internal import TreadleHTTP

/// Connections: how they come, what the kernel says of them, how they end.
extension HTTPLoop {
    func connected(_ handle: OpaquePointer) -> HTTPConnection {
        let descriptor = ctreadle_mhd_socket(handle)
        let peer = HTTPPeer(ctreadle_mhd_peer(handle))
        let refusal: HTTPResponse? =
            switch self.census.admit(peer.address) {
            case .admitted: nil
            case .full(let limit): Refusal.full(limit: limit)
            case .peerFull(let limit): Refusal.peerFull(limit: limit)
            }
        let connection = HTTPConnection(
            handle: handle, descriptor: descriptor, peer: peer, refusal: refusal, now: self.now)
        let index = Int(descriptor)
        while self.connections.count <= index { self.connections.append(nil) }
        self.connections[index] = connection
        self.connectionCount.add(1, ordering: .relaxed)
        // The library does not look at a suspended connection. One watch for its whole life: edge-triggered and for
        // the peer's end alone, it stays silent while requests come and go.
        self.poller.add(
            descriptor, EPOLLRDHUP.rawValue | EPOLLET.rawValue, token: Watch.peer.token(descriptor))
        return connection
    }

    func disconnected(_ connection: HTTPConnection) {
        // A duplicate may keep the socket open, and epoll would go on telling of it.
        self.poller.remove(connection.descriptor)
        self.connections[Int(connection.descriptor)] = nil
        self.connectionCount.subtract(1, ordering: .relaxed)
        if connection.refusal == nil, !connection.isHandedOver { self.census.release(connection.peer.address) }
    }

    /// The peer has closed its end (which is all there is to see of a closed socket), or the connection is broken.
    func peerChanged(_ descriptor: Int32, isBroken: Bool) {
        guard let connection = self.connections[Int(descriptor)] else { return }
        if isBroken {
            if let exchange = connection.exchange { self.abort(exchange) }
        } else if !connection.hasPeerClosed {
            connection.hasPeerClosed = true
            self.nudges.append(connection)
            if let exchange = connection.exchange { self.peerClosed(exchange) }
        }
    }

    /// Makes the library look at connections whose peers have closed.
    ///
    /// It takes a read that does not fill its buffer for the last there is, and of an end that came in the same packet
    /// it is not told again. Closing a direction that is closed already tells it again.
    func nudge() {
        guard !self.nudges.isEmpty else { return }
        let connections = self.nudges
        self.nudges = []
        for connection in connections where self.connections[Int(connection.descriptor)] === connection {
            shutdown(connection.descriptor, Int32(SHUT_RD))
        }
    }

    /// A peer that has closed gets no streams any more, and its responder is told; an answer that comes all the same is
    /// sent, for those who close one direction only.
    func peerClosed(_ exchange: Exchange) {
        switch exchange.phase {
        case .head, .collecting, .receiving:
            // Either the rest is on its way before the end, or the library finds the end.
            break
        case .answering:
            exchange.isPeerGone = true
            if exchange.download != nil { self.abort(exchange) } else { exchange.work.cancel() }
        case .answered:
            if exchange.download != nil { self.abort(exchange) }
        }
    }

    /// Ends an exchange and its connection at once.
    func abort(_ exchange: Exchange) {
        guard !exchange.isAborted, !exchange.isOver else { return }
        exchange.isAborted = true
        self.dropWork(of: exchange)
        if exchange.isSuspended { self.resume(exchange) } else { exchange.connection.cut() }
    }

    /// Cancels whatever still works for an exchange.
    func dropWork(of exchange: Exchange) {
        // The reader is told why before the task is: what it would find then is only that it was cancelled.
        exchange.upload?.fail(HTTPError(.brokenOff, "the client closed the connection before the body was complete"))
        exchange.download?.close()
        exchange.work.cancel()
    }

    /// libmicrohttpd is done with a request.
    ///
    /// It holds a lock of its own while it tells of an upgraded one: nothing here may call it.
    func completed(_ exchange: Exchange, isWhole: Bool) {
        exchange.isOver = true
        exchange.isSuspended = false
        if isWhole {
            exchange.download?.close()
            exchange.upload?.cancel()
        } else {
            self.dropWork(of: exchange)
        }
        // The two hold closures that hold the exchange.
        exchange.upload = nil
        exchange.download = nil
        exchange.connection.exchange = nil
        exchange.connection.timer.idle(now: self.now)
        if exchange.connection.hasPeerClosed { self.nudges.append(exchange.connection) }
        if self.isDraining.load(ordering: .relaxed), !exchange.connection.isHandedOver { exchange.connection.cut() }
    }

    func checkTimeouts() {
        let isLate = self.now >= self.drainCutOff
        for connection in self.connections {
            guard let connection else { continue }
            if connection.hasPeerClosed { self.nudges.append(connection) }
            switch connection.timer.verdict(now: self.now, limits: self.limits, counts: connection.counts) {
            case .none: if isLate, connection.exchange == nil { connection.cut() }
            case .cut:
                if let exchange = connection.exchange { self.abort(exchange) }
                connection.cut()
            case .refuseHead:
                connection.finish(with: Refusal.headerTimeout(self.configuration.headerTimeout), now: self.now)
            case .refuseBody:
                let refusal = Refusal.bodyTimeout(self.configuration.readTimeout)
                if let exchange = connection.exchange { self.dropWork(of: exchange) }
                connection.finish(with: connection.exchange?.plainResponse ?? refusal, now: self.now)
            }
        }
    }

    /// Keeps a socket open whose peer is still sending what was refused: closing it would take the answer back.
    func keepLeftover(of connection: HTTPConnection) {
        guard self.leftovers.count < 64 else { return }
        let duplicate = fcntl(connection.descriptor, F_DUPFD_CLOEXEC, 0)
        guard duplicate >= 0 else { return }
        guard self.poller.add(duplicate, EPOLLIN.rawValue, token: Watch.leftover.token(duplicate)) else {
            close(duplicate)
            return
        }
        self.leftovers[duplicate] = (self.now + HTTPConnection.lingering, 4 * 1024 * 1024)
    }

    func readLeftover(_ descriptor: Int32) {
        guard var leftover = self.leftovers[descriptor] else { return }
        let count = withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 16) { buffer in
            recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
        }
        leftover.allowance -= count
        guard count > 0, leftover.allowance > 0 else {
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            return self.closeLeftover(descriptor)
        }
        self.leftovers[descriptor] = leftover
    }

    func checkLeftovers() {
        for (descriptor, leftover) in self.leftovers where self.now >= leftover.until { self.closeLeftover(descriptor) }
    }

    func closeLeftover(_ descriptor: Int32) {
        self.leftovers[descriptor] = nil
        self.poller.remove(descriptor)
        close(descriptor)
    }
}
