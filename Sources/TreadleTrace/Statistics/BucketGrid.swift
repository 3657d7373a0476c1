package import TreadleCore

/// A stretch of time cut into buckets of one length, which start where the clock of a place says so.
package struct BucketGrid: Sendable {
    /// How long a stretch may be, and into how many buckets it is cut at most.
    package static let maximumDays = 31
    package static let maximumBuckets = 10_000

    private static let maximumGranularity = 366 * 86_400
    private static let sayable =
        Timestamp(microseconds: -62_135_596_800_000_000)...Timestamp(microseconds: 253_402_300_799_999_999)

    /// From when on, and until just before when.
    package let start, end: Timestamp
    /// How long a bucket is, in seconds.
    package let granularity: Int
    /// When each bucket starts, ascending; the first one not after `start`.
    package let starts: [Timestamp]

    /// Cuts a stretch of time.
    ///
    /// - Parameters:
    ///   - granularity: The length in seconds; chosen by the length of the stretch where it is `nil`, and made longer
    ///     where there would be too many buckets.
    ///   - offset: How many seconds a place is ahead of UTC at a moment.
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` for what cannot be cut.
    package init(
        from start: Timestamp, to end: Timestamp, granularity: Int?, offset: (Timestamp) -> Int = { _ in 0 }
    ) throws(TraceError) {
        guard start <= end else { throw TraceError(.invalidRequest, "end must not be before start") }
        guard Self.sayable.contains(start), Self.sayable.contains(end) else {
            throw TraceError(.invalidRequest, "start and end must lie in the years 1 to 9999")
        }
        let length = end.microseconds - start.microseconds
        guard length <= Int64(Self.maximumDays) * 86_400_000_000 else {
            throw TraceError(
                .invalidRequest, "from start to end there must not be more than \(Self.maximumDays) days")
        }
        if let granularity, granularity < 1 {
            throw TraceError(.invalidRequest, "granularity must be a number of seconds above 0")
        }
        let seconds = Int(length / 1_000_000)
        let least = seconds / Self.maximumBuckets + (seconds > Self.maximumBuckets ? 1 : 0)
        self.start = start
        self.end = end
        // A longer bucket than this holds all of it, and would not fit into the sums below.
        self.granularity = max(min(granularity ?? Self.granularity(for: seconds), Self.maximumGranularity), least)
        self.starts = Self.starts(from: start, to: end, every: self.granularity, offset: offset)
    }

    /// The bucket that a moment falls into; `nil` outside of the stretch.
    package func index(of moment: Timestamp) -> Int? {
        guard moment >= self.start, moment < self.end else { return nil }
        var (low, high) = (0, self.starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self.starts[middle] <= moment { low = middle } else { high = middle }
        }
        return low
    }

    private static func granularity(for seconds: Int) -> Int {
        switch seconds {
        case ...(2 * 3600): 300
        case ...(12 * 3600): 3600
        case ...(3 * 86_400): 6 * 3600
        case ...(14 * 86_400): 12 * 3600
        default: 86_400
        }
    }

    private static func starts(
        from start: Timestamp, to end: Timestamp, every granularity: Int, offset: (Timestamp) -> Int
    ) -> [Timestamp] {
        let ahead = offset(start)
        // On the clock of the place, which counts seconds since its own 1970.
        let first = (start.seconds + ahead).roundedDown(to: granularity)
        var starts: [Timestamp] = []
        var place = 0
        while true {
            let clock = first + place * granularity
            var next = Timestamp(seconds: clock - ahead)
            // Days start at midnight, also after the clock was put forward or back; hours have always the same length.
            if granularity.isMultiple(of: 86_400) { next = Timestamp(seconds: clock - offset(next)) }
            guard next < end, starts.count <= Self.maximumBuckets else { return starts }
            if starts.last.map({ $0 < next }) ?? true { starts.append(next) }
            place += 1
        }
    }
}

extension Timestamp {
    fileprivate init(seconds: Int) { self.init(microseconds: Int64(seconds) * 1_000_000) }

    /// Whole seconds since 1970, rounded down.
    fileprivate var seconds: Int { Int(self.microseconds).roundedDown(to: 1_000_000) / 1_000_000 }
}

extension Int {
    fileprivate func roundedDown(to unit: Int) -> Int {
        let rest = self % unit
        return self - (rest < 0 ? rest + unit : rest)
    }
}
