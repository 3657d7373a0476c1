internal import TreadleCore
internal import TreadleTrace
internal import TreadleTracing

/// What a session is composed of; the one place where its parts meet.
struct SessionParts: Sendable {
    let server: any TraceServer
    let batcher: CallBatcher
    /// Publishes the code of ops; `nil` where none is captured.
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
        self.batcher = CallBatcher(
            store: server, spool: spool, options: options.batching, clock: options.surroundings.clock,
            logger: options.logger)
        self.ops =
            options.capturesCode
            ? OpCatalog(
                projectID: project, store: server, clock: options.surroundings.clock, logger: options.logger) : nil
        var tracing = Tracer.Options()
        tracing.sampleRate = options.sampleRate
        tracing.attributes = options.attributes
        tracing.redaction = options.redaction
        tracing.ops = self.ops
        self.tracer = Tracer(projectID: project, recorder: self.batcher, options: tracing)
        self.close = close
    }

    /// Delivers until it is drained. Nobody cancels it, and it breaks for no other reason.
    func run() async {
        guard let ops = self.ops else {
            try? await self.batcher.run()
            return
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await self.batcher.run() }
            group.addTask { try? await ops.run() }
        }
    }

    /// Asks it to deliver what is there and end. Never waits.
    func drain() {
        self.batcher.drain()
        self.ops?.drain()
    }

    /// Returns when everything that was recorded and named before is in the store.
    func flush() async throws {
        try await self.batcher.flush()
        try await self.ops?.flush()
    }
}
