internal import TreadleBackend
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleHTTPServer
internal import TreadleTrace
internal import TreadleTraceSQLite
internal import TreadleTracing

/// The server and everything it is made of: the one place where adapters meet.
///
/// It stops in the order in which work flows: no new work, then what runs is finished, then the traces are flushed, then
/// the store is closed.
final class Application: Sendable {
    private let configuration: ServerConfiguration
    private let logger: Logger
    private let traces: TraceParts
    private let rpc: RPCHandler
    private let server: HTTPServer

    /// Opens what is on disk and puts the parts together; nothing listens yet.
    ///
    /// - Throws: ``TraceError``, ``WeaveError`` or ``HTTPError`` with a sentence for the operator.
    init(_ configuration: ServerConfiguration) throws {
        let logger = Logger(
            label: "treadle", handler: JSONLogHandler(logLevel: configuration.logLevel, format: configuration.logFormat)
        )
        let policy = AccessPolicy(
            apiKeys: configuration.apiKeys, allowedOrigins: configuration.allowedOrigins,
            allowedHosts: configuration.allowedHosts)
        let traces = try TraceParts(configuration, callers: CallerDirectory(policy: policy), logger: logger)
        let models = try ModelParts(configuration, tracer: traces.tracer, logger: logger)
        let rpc = RPCHandler(policy: policy, parts: models.rpcParts)
        let health = HealthReport(startedAt: .now, batcher: traces.batcher, rpc: rpc)
        let status = StatusResponder(health: { health.json() }, info: ServerInfo(configuration).json)
        let router = Router([
            Router.Route(Gateway(models.gatewayParts)) { $0.hasPrefix("/v1/") },
            Router.Route(status, handles: StatusResponder.handles),
            Router.Route(traces.responder, handles: TraceParts.handles),
        ])
        self.configuration = configuration
        self.logger = logger
        self.traces = traces
        self.rpc = rpc
        self.server = HTTPServer(
            configuration: HTTPServerConfiguration(configuration),
            responder: GuardedResponder(router, policy: policy, logger: logger, render: RefusalShape.answer),
            webSockets: rpc, logger: logger)
    }

    /// Listens. Requests are answered once it runs.
    ///
    /// - Throws: ``HTTPError`` when the address or the port cannot be had.
    func start() throws -> ListeningAddress {
        try self.server.start()
        return ListeningAddress(host: self.configuration.host, port: self.server.port)
    }

    private enum Ending: Sendable { case server, batcher, expiry, signal(TerminationSignal) }

    /// Serves until a signal comes, then stops in order.
    func run(until signals: some AsyncSequence<TerminationSignal, Never> & Sendable) async throws {
        try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask {
                try await self.server.run()
                return .server
            }
            group.addTask {
                try await self.traces.batcher.run()
                return .batcher
            }
            group.addTask {
                try await self.traces.expiry.run()
                return .expiry
            }
            group.addTask {
                for await signal in signals { return .signal(signal) }
                throw CancellationError()
            }
            guard let first = try await group.next(), case .signal(let signal) = first else {
                throw CommandLineError(.unavailable, "the server ended by itself; its log says more")
            }
            self.logger.notice("stopping", metadata: ["signal": "\(signal)"])
            self.server.stopAccepting()
            self.traces.expiry.drain()
            _ = try await group.next()
            await self.finishRequests()
            self.server.drain()
            _ = try await group.next()
            self.traces.batcher.drain()
            _ = try await group.next()
        }
        await self.traces.store.close()
        let counts = self.traces.batcher.counts
        self.logger.notice(
            "stopped", metadata: ["calls_stored": "\(counts.stored)", "spooled_bytes": "\(counts.spooledBytes)"])
    }

    /// Lets what runs on WebSockets end, for as long as is allowed.
    private func finishRequests() async {
        self.traces.feed.finish()
        self.rpc.drain()
        let limit = self.configuration.shutdownTimeout
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.rpc.waitUntilEmpty() }
            group.addTask {
                guard (try? await Task.sleep(for: limit)) != nil else { return }
                // The answers say that they were cut off; the connections close after them.
                self.rpc.abandon()
                try? await Task.sleep(for: .seconds(1))
                // A client that does not let go is cut by the server.
                self.server.drain()
            }
            await group.next()
            group.cancelAll()
        }
    }
}
