#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment in UTC, kept to the microsecond as Weave's wire does.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64

    /// Makes a moment from microseconds since 1970.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// This moment.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// The time from another moment to this one; negative where that one is later.
    public func since(_ earlier: Timestamp) -> Duration {
        .microseconds(self.microseconds - earlier.microseconds)
    }
}
