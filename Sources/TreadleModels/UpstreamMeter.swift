internal import Synchronization

/// Adds up the time that a request spends waiting for other hosts, so that the rest can be told as our own.
public final class UpstreamMeter: Sendable {
    /// The meter of the request that this task works on.
    @TaskLocal public static var current: UpstreamMeter?

    private let total = Mutex(Duration.zero)

    /// Makes a meter that stands at zero.
    public init() {}

    /// The time spent so far.
    public var elapsed: Duration { self.total.withLock { $0 } }

    /// Runs an operation that waits for another host.
    public static func measure<Success>(_ operation: () async throws -> Success) async rethrows -> Success {
        guard let meter = Self.current else { return try await operation() }
        let start = ContinuousClock.now
        defer {
            let elapsed = ContinuousClock.now - start
            meter.total.withLock { $0 += elapsed }
        }
        return try await operation()
    }
}
