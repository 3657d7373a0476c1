internal import Glibc

/// A reading of the monotonic clock, or a span of it: what timeouts on a loop are counted in.
typealias Milliseconds = Int64

extension Milliseconds {
    /// The clock now.
    static func now() -> Milliseconds {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Milliseconds(time.tv_sec) * 1000 + Milliseconds(time.tv_nsec) / 1_000_000
    }

    /// A duration, rounded up: a timeout never comes early.
    init(rounding duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
