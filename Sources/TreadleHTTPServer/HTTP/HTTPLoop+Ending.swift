internal import CTreadleLinux
internal import Glibc
internal import Synchronization
internal import TreadleCore
internal import TreadleHTTP

/// How the loop ends.
extension HTTPLoop {
    /// How long a connection without a request may still begin one while the server drains.
    private static let drainGrace: Milliseconds = 500

    /// Whether there is nothing left to do.
    var isOver: Bool {
        guard self.isDraining.load(ordering: .relaxed), self.areWebSocketsOver else { return false }
        if self.isForced { return true }
        return self.connectionCount.load(ordering: .relaxed) == 0 && self.taskCount.load(ordering: .acquiring) == 0
    }

    /// From when on connections without a request are cut.
    var drainCutOff: Milliseconds {
        self.drainDeadline == .max
            ? .max
            : self.drainDeadline - Milliseconds(rounding: self.configuration.drainTimeout) + Self.drainGrace
    }

    /// Takes no more connections.
    func stopAccepting() {
        guard self.isAccepting else { return }
        self.isAccepting = false
        if let descriptor = self.daemon?.quiesce() { close(descriptor) }
    }

    /// Takes no more connections, and lets go of those without a request.
    func drain() {
        guard !self.isDraining.load(ordering: .relaxed) else { return }
        self.isDraining.store(true, ordering: .releasing)
        self.drainDeadline = self.now + Milliseconds(rounding: self.configuration.drainTimeout)
        self.stopAccepting()
        self.webSockets?.loop.post(.drain)
        for case let connection? in self.connections where connection.exchange == nil && connection.timer.isIdle {
            connection.cut()
        }
        self.logger.debug(
            "draining", metadata: ["connections": "\(self.connectionCount.load(ordering: .relaxed))"])
    }

    /// Drops everything.
    func force() {
        guard !self.isForced else { return }
        self.drain()
        self.isForced = true
        self.webSockets?.loop.post(.force)
        for case let connection? in self.connections {
            if let exchange = connection.exchange { self.abort(exchange) }
            connection.cut()
        }
        self.logger.debug(
            "cut off what had not finished",
            metadata: ["connections": "\(self.connectionCount.load(ordering: .relaxed))"])
    }

    /// Gives everything back. The library aborts the process when it is stopped with a request suspended.
    func stop() {
        for case let connection? in self.connections {
            if let exchange = connection.exchange { self.abort(exchange) }
        }
        self.daemon?.run()
        self.startResponders()
        for descriptor in Array(self.leftovers.keys) { self.closeLeftover(descriptor) }
        self.daemon = nil
    }
}
