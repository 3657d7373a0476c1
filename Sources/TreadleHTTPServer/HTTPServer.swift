internal import Glibc
internal import Synchronization
public import TreadleCore
public import TreadleHTTP

/// Serves HTTP/1.1 and WebSockets on one port.
///
/// HTTP is libmicrohttpd's on one thread, WebSocket framing wslay's on another; responders and handlers see neither.
/// TLS belongs in a proxy in front.
public final class HTTPServer: Service {
    private enum State {
        case created
        case listening(HTTPLoop, port: Int)
        case running(HTTPLoop, port: Int)
    }

    private let configuration: HTTPServerConfiguration
    private let responder: any HTTPResponder
    private let handler: (any WebSocketHandler)?
    private let logger: Logger
    private let state = Mutex(State.created)

    /// Makes a server; ``start()`` lets it listen and ``run()`` lets it serve.
    ///
    /// - Parameter webSockets: who takes WebSockets at ``HTTPServerConfiguration/webSocketPath``; with `nil` that path
    ///   is like any other.
    public init(
        configuration: HTTPServerConfiguration, responder: any HTTPResponder, webSockets: (any WebSocketHandler)?,
        logger: Logger
    ) {
        self.configuration = configuration
        self.responder = responder
        self.handler = webSockets
        self.logger = logger
    }

    /// Binds and listens. Connections are taken from then on, and served once ``run()`` is called.
    ///
    /// Also raises the process's limit on open descriptors to what the connections need, as far as that is allowed.
    ///
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/refusedToStart``, saying what to change.
    public func start() throws {
        try self.state.withLock { state in
            guard case .created = state else { return }
            let (loop, port) = try self.makeLoop()
            state = .listening(loop, port: port)
        }
    }

    private func makeLoop() throws(HTTPError) -> (HTTPLoop, port: Int) {
        let needed = self.configuration.maximumConnections + 512
        let descriptors = FileDescriptorLimit.raise(toHold: needed)
        if descriptors < needed {
            self.logger.warning(
                "fewer descriptors may be open than connections are allowed",
                metadata: ["descriptors": "\(descriptors)", "needed": "\(needed)"])
        }
        let socket = try ListeningSocket(host: self.configuration.host, port: self.configuration.port)
        do throws(SystemFailure) {
            let loop = try self.makeLoops()
            guard loop.listen(on: socket.descriptor) else { throw SystemFailure(call: "MHD_start_daemon") }
            return (loop, socket.port)
        } catch {
            close(socket.descriptor)
            throw HTTPError(
                .refusedToStart, "the system lacks what a server needs; see the cause, and the limits of the process",
                cause: error)
        }
    }

    private func makeLoops() throws(SystemFailure) -> HTTPLoop {
        let census = ConnectionCensus(
            limit: self.configuration.maximumConnections, peerLimit: self.configuration.maximumConnectionsPerPeer)
        var webSockets: (handler: any WebSocketHandler, loop: WebSocketLoop)?
        if let handler = self.handler {
            webSockets = (
                handler,
                try WebSocketLoop(
                    configuration: self.configuration, handler: handler, census: census, logger: self.logger)
            )
        }
        return try HTTPLoop(
            configuration: self.configuration, responder: self.responder, webSockets: webSockets, census: census,
            logger: self.logger)
    }

    private var loop: HTTPLoop? {
        self.state.withLock { state in
            switch state {
            case .created: nil
            case .listening(let loop, _), .running(let loop, _): loop
            }
        }
    }

    /// The port that is listened on; before ``start()`` the one that was asked for.
    public var port: Int {
        self.state.withLock { state in
            switch state {
            case .created: self.configuration.port
            case .listening(_, let port), .running(_, let port): port
            }
        }
    }

    /// How many WebSockets are open.
    public var webSocketCount: Int { self.loop?.webSockets?.loop.channelCount.load(ordering: .relaxed) ?? 0 }

    /// How many connections are open that are not WebSockets.
    public var httpConnectionCount: Int { self.loop?.connectionCount.load(ordering: .relaxed) ?? 0 }

    /// Serves until drained; calls ``start()`` first if nobody has.
    ///
    /// Cancelling drops every connection and cancels every responder.
    ///
    /// - Precondition: it is called once.
    /// - Throws: ``HTTPError`` with ``HTTPError/Code/refusedToStart``; `CancellationError` when the task is cancelled.
    public func run() async throws {
        try self.start()
        let loop = self.state.withLock { state in
            guard case .listening(let loop, let port) = state else {
                preconditionFailure("a server runs once: make another to serve again")
            }
            state = .running(loop, port: port)
            return loop
        }
        await withTaskCancellationHandler {
            await self.serve(loop)
        } onCancel: {
            loop.post(.force)
        }
        try Task.checkCancellation()
    }

    private func serve(_ loop: HTTPLoop) async {
        await withCheckedContinuation { continuation in
            do throws(SystemFailure) {
                try LoopThread.start(named: "treadle-http") {
                    loop.run()
                    continuation.resume()
                }
            } catch {
                self.logger.error("no thread can be made", metadata: ["cause": "\(error)"])
                continuation.resume()
                return
            }
            guard let sockets = loop.webSockets?.loop else { return }
            do throws(SystemFailure) {
                try LoopThread.start(named: "treadle-ws") {
                    sockets.run()
                    loop.post(.webSocketsEnded)
                }
            } catch {
                self.logger.error("no thread can be made", metadata: ["cause": "\(error)"])
                loop.post(.webSocketsEnded)
                loop.post(.force)
            }
        }
    }

    /// Takes no more connections and goes on with those that are open; ``drain()`` does so too.
    ///
    /// For owners who have work to end before the connections may be.
    public func stopAccepting() { self.loop?.post(.stopAccepting) }

    /// Takes no more connections, lets requests finish, closes WebSockets with 1001, and then lets ``run()`` return; what
    /// has not finished after ``HTTPServerConfiguration/drainTimeout`` is cut.
    public func drain() { self.loop?.post(.drain) }
}
