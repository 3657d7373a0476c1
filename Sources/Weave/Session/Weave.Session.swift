internal import TreadleCore
public import TreadleTrace
public import TreadleTracing

extension Weave {
    /// Tracing to one project: the tracer, and what brings its calls to the server.
    ///
    /// It ends with ``finish()``; one that is let go of delivers what it has and ends by itself.
    public final class Session: Sendable {
        /// The project, as `entity/name`; empty when the session traces nothing.
        public let project: String
        /// The project's page; `nil` when there is none, as for a store in this process.
        public let url: String?
        /// Starts the session's calls; ``Tracer/disabled`` when it traces nothing.
        public let tracer: Tracer
        /// Where the calls go, to ask for them; `nil` when the session traces nothing.
        ///
        /// It has what is delivered: ``flush(timeout:)`` first.
        public let store: (any TraceServer)?
        /// What runs; `nil` when the session traces nothing.
        let engine: SessionEngine?

        init(_ engine: SessionEngine, url: String?) {
            self.engine = engine
            self.project = engine.parts.tracer.projectID
            self.url = url
            self.tracer = engine.parts.tracer
            self.store = engine.parts.server
        }

        /// Traces nothing.
        init(disabled: Void) {
            self.engine = nil
            self.project = ""
            self.url = nil
            self.tracer = .disabled
            self.store = nil
        }

        deinit { self.engine?.drain() }

        /// A client of the same project in the same place: to publish, and to look at what was traced; `nil` when the
        /// session traces nothing.
        ///
        /// It lives as long as the session.
        public var client: AsyncWeaveClient? {
            self.store.map { AsyncWeaveClient(project: self.project, store: $0) }
        }

        /// Whether calls are traced.
        public var isEnabled: Bool { self.tracer.isEnabled }

        /// What became of the calls so far; ``CallBatcher/Counts/dropped`` are lost.
        public var counts: CallBatcher.Counts { self.engine?.parts.batcher.counts ?? CallBatcher.Counts() }

        /// Returns when everything recorded before is in the store, and the code of the ops that were called.
        ///
        /// - Throws: ``WeaveError`` with ``WeaveError/Code/timedOut`` when that takes longer; delivery goes on all the same.
        ///   ``WeaveError/Code/stopped`` after ``finish()`` where not everything was delivered, `CancellationError` when
        ///   the task is cancelled.
        public func flush(timeout: Duration = .seconds(10)) async throws {
            guard let engine = self.engine else { return }
            try await withDeadline(timeout, clock: engine.clock, expired: { engine.flushExpired(after: timeout) }) {
                try await engine.parts.flush()
            }
        }

        /// Delivers what is there, for up to ``CallBatcher/Options/drainLimit``, and ends the session.
        ///
        /// What could not be delivered stays in the spool for the next start of the project. Calls that end later are
        /// kept there, too, and dropped where there is none. Calling it again waits for the same end.
        public func finish() async {
            await self.engine?.finish()
        }
    }
}
