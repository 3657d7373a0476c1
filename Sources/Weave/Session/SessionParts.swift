internal import TreadleCore
internal import TreadleTrace
internal import TreadleTracing

/// What a session is composed of; the one place where its parts meet.
struct SessionParts: Sendable {
    let server: any TraceServer
    let batcher: CallBatcher
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
        var tracing = Tracer.Options()
        tracing.sampleRate = options.sampleRate
        tracing.attributes = options.attributes
        tracing.redaction = options.redaction
        self.tracer = Tracer(projectID: project, recorder: self.batcher, options: tracing)
        self.close = close
    }
}
