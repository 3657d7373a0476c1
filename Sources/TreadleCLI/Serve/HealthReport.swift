internal import TreadleBackend
internal import TreadleCore
internal import TreadleTracing

/// How the server is: what `GET /health` answers.
struct HealthReport: Sendable {
    let startedAt: ContinuousClock.Instant
    let batcher: CallBatcher
    let rpc: RPCHandler

    /// `ok`, or `degraded` while the store refuses calls or has lost some.
    func json() -> RawJSON {
        let counts = self.batcher.counts
        let uptime = ContinuousClock.now - self.startedAt
        return JSONWriter.object { writer in
            writer.member("status", counts.dropped == 0 && !counts.isFailing ? "ok" : "degraded")
            writer.member("version", Treadle.version)
            writer.member("clients", self.rpc.clientCount)
            writer.member("uptime_seconds", Int(uptime.components.seconds))
            writer.object("store") { writer in
                writer.member("type", "sqlite")
                writer.member("calls_recorded", counts.recorded)
                writer.member("calls_stored", counts.stored)
                writer.member("calls_pending", counts.pending)
                writer.member("calls_dropped", counts.dropped)
                writer.member("spooled_bytes", counts.spooledBytes)
                writer.member("failed_writes", counts.failures)
            }
        }
    }
}
