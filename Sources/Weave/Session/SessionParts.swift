internal import TreadleCore
internal import TreadleTrace
internal import TreadleTraceHTTP
internal import TreadleTracing

/// What a session is composed of; the one place where its parts meet.
struct SessionParts: Sendable {
    let server: any TraceServer
    let batcher: CallBatcher
    /// Publishes the code of ops; `nil` where it is not captured.
    let ops: OpCatalog?
    let tracer: Tracer
    /// Lets go of the network, when nothing is sent any more.
    let close: @Sendable () -> Void

    /// Composes a session.
    ///
    /// - Parameters:
    ///   - project: As `entity/name`.
    ///   - server: Where its calls go.
    ///   - spool: Keeps them until they are there.
    ///   - options: How it traces and delivers.
    init(
        project: String, server: any TraceServer, spool: (any CallSpool)?, options: Weave.Options,
        close: @escaping @Sendable () -> Void = {}
    ) {
        self.server = server
        // A store in this process takes values of any size as they are.
        let store: any CallStore = (server as? RemoteTraceServer).map { SpillingCallStore($0) } ?? server
        self.batcher = CallBatcher(
            store: store, spool: spool, options: options.batching, clock: options.surroundings.clock,
            logger: options.logger)
        var publishing = OpCatalog.Options()
        publishing.drainLimit = options.batching.drainLimit
        self.ops =
            options.capturesCode
            ? OpCatalog(
                projectID: project, store: server, options: publishing, clock: options.surroundings.clock,
                logger: options.logger) : nil
        var tracing = Tracer.Options()
        tracing.sampleRate = options.sampleRate
        tracing.attributes = options.attributes
        tracing.redaction = options.redaction
        tracing.ops = self.ops
        self.tracer = Tracer(projectID: project, recorder: self.batcher, options: tracing)
        self.close = close
    }

    /// Delivers until drained.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            // Nobody cancels them, and they break for no other reason.
            group.addTask { try? await self.batcher.run() }
            if let ops = self.ops { group.addTask { try? await ops.run() } }
        }
    }

    /// Returns when everything recorded before is delivered.
    func flush() async throws {
        async let code: Void? = self.ops?.flush()
        try await self.batcher.flush()
        _ = try await code
    }

    /// Asks to deliver what is there and end. Never waits.
    func drain() {
        self.batcher.drain()
        self.ops?.drain()
    }
}
