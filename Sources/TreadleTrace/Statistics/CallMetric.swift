/// What is counted of calls, by its name on the wire.
package enum CallMetric: String, Sendable, CaseIterable {
    /// How long it took, in milliseconds; 1 for every call; 1 for one that failed and 0 for another.
    case latency = "latency_ms", callCount = "call_count", errorCount = "error_count"

    /// Its value for a call; `nil` where it has none.
    func value(of call: Call) -> Double? {
        switch self {
        case .latency: call.latencyMilliseconds.map(Double.init)
        case .callCount: 1
        case .errorCount: call.exception == nil ? 0 : 1
        }
    }
}
