package import TreadleCore

/// For how long a project keeps its calls, counted from their start.
package struct Retention: Hashable, Sendable {
    /// More days than any record goes back.
    package static let maximumDays = 1_000_000
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    package let days: Int

    /// Takes a number of days.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` when it is not from 1 to ``maximumDays``.
    package init(days: Int) throws(TraceError) {
        guard (1...Self.maximumDays).contains(days) else {
            throw TraceError(
                .invalidRequest,
                "retention_days must be from 1 to \(Self.maximumDays), or null to keep calls for good")
        }
        self.days = days
    }

    /// What started before this is over.
    package func cutoff(at now: Timestamp) -> Timestamp {
        Timestamp(microseconds: now.microseconds.saturating { $0.subtractingReportingOverflow(self.microseconds) })
    }

    /// When a call that started then is over.
    package func end(ofCallFrom start: Timestamp) -> Timestamp {
        Timestamp(microseconds: start.microseconds.saturating { $0.addingReportingOverflow(self.microseconds) })
    }

    private var microseconds: Int64 { Int64(self.days) * Self.microsecondsPerDay }
}

extension Int64 {
    /// What an operation gives, or the limit that it would have gone over.
    fileprivate func saturating(_ operation: (Int64) -> (partialValue: Int64, overflow: Bool)) -> Int64 {
        let (value, overflows) = operation(self)
        guard overflows else { return value }
        return self < 0 ? .min : .max
    }
}
