internal import TreadleHTTP
internal import TreadleModels

/// Measures what a request costs here: the time since it was there, without the time other hosts took.
struct RequestTiming: Sendable {
    let meter = UpstreamMeter()
    private let start = ContinuousClock.now

    /// Our own time so far.
    var overhead: Duration { ContinuousClock.now - self.start - self.meter.elapsed }

    /// The fields that every answer of the gateway has.
    func fields(callID: String) -> HTTPFields {
        var fields: HTTPFields = ["x-treadle-overhead-ms": self.overhead.millisecondsText]
        if !callID.isEmpty { fields.append("x-treadle-call-id", callID) }
        return fields
    }
}
