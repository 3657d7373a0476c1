package import TreadleCore

/// A conversation, as its turns that have ended show it (weave-wire, section 9).
package struct ThreadSummary: Sendable {
    /// What threads can be sorted by; the words are the wire's.
    package enum Field: String, Sendable, CaseIterable {
        case threadID = "thread_id", turnCount = "turn_count", startTime = "start_time", lastUpdated = "last_updated"
        case medianDuration = "p50_turn_duration_ms", slowestDuration = "p99_turn_duration_ms"
    }

    /// One field that threads are sorted by.
    package struct Sort: Sendable, Hashable {
        package var field: Field
        package var isDescending: Bool

        package init(_ field: Field, isDescending: Bool) {
            self.field = field
            self.isDescending = isDescending
        }
    }

    package var threadID: String
    package var turnCount: Int
    /// When the first turn started, and when the last one to end did.
    package var startTime, lastUpdated: Timestamp
    package var firstTurnID, lastTurnID: String
    /// How long its turns took, in milliseconds: the median, and what 99 of a hundred stay below.
    package var medianDuration, slowestDuration: Double

    /// Writes the thread as one line's object.
    package func json() -> RawJSON {
        JSONWriter.object(capacity: 320) { writer in
            writer.member("thread_id", self.threadID)
            writer.member("turn_count", self.turnCount)
            writer.member("start_time", self.startTime.description)
            writer.member("last_updated", self.lastUpdated.description)
            writer.member("first_turn_id", self.firstTurnID)
            writer.member("last_turn_id", self.lastTurnID)
            writer.member("p50_turn_duration_ms", self.medianDuration)
            writer.member("p99_turn_duration_ms", self.slowestDuration)
        }
    }

    /// Whether it comes before another one; equals go by their identifiers.
    func precedes(_ other: ThreadSummary, by sort: [Sort]) -> Bool {
        for key in sort {
            let (left, right) = key.isDescending ? (other, self) : (self, other)
            if left.isBelow(right, in: key.field) { return true }
            if right.isBelow(left, in: key.field) { return false }
        }
        return ExactText(self.threadID) < ExactText(other.threadID)
    }

    private func isBelow(_ other: ThreadSummary, in field: Field) -> Bool {
        switch field {
        case .threadID: ExactText(self.threadID) < ExactText(other.threadID)
        case .turnCount: self.turnCount < other.turnCount
        case .startTime: self.startTime < other.startTime
        case .lastUpdated: self.lastUpdated < other.lastUpdated
        case .medianDuration: self.medianDuration < other.medianDuration
        case .slowestDuration: self.slowestDuration < other.slowestDuration
        }
    }
}
