internal import TreadleCore

/// Puts turns together to threads, one after the other, without keeping them.
package struct ThreadGroups: Sendable {
    fileprivate struct Turn: Sendable {
        var id: String
        var startedAt, endedAt: Timestamp
    }

    fileprivate struct Group: Sendable {
        var turnCount = 0
        var first, last: Turn
        var durations: ValueSample
    }

    /// How many durations of a thread are kept; of more a sample is.
    private static let durationCapacity = 1024

    private var groups: [ExactText: Group] = [:]

    package init() {}

    /// Adds a call; one that is no turn of a thread, or has not ended, is passed over.
    package mutating func add(_ call: Call) {
        guard let thread = call.threadID, !thread.isEmpty, let endedAt = call.endedAt,
            call.turnID.map({ ExactText($0) }) == ExactText(call.id)
        else { return }
        let turn = Turn(id: call.id, startedAt: call.startedAt, endedAt: endedAt)
        let empty = Group(first: turn, last: turn, durations: ValueSample(capacity: Self.durationCapacity))
        self.groups[ExactText(thread), default: empty].add(turn)
    }

    /// The threads, in no order.
    func threads() -> [ThreadSummary] {
        self.groups.map { id, group in
            let durations = group.durations.quantiles([0.5, 0.99]) ?? [0, 0]
            return ThreadSummary(
                threadID: id.text, turnCount: group.turnCount, startTime: group.first.startedAt,
                lastUpdated: group.last.endedAt, firstTurnID: group.first.id, lastTurnID: group.last.id,
                medianDuration: durations[0], slowestDuration: durations[1])
        }
    }
}

extension ThreadGroups.Group {
    fileprivate mutating func add(_ turn: ThreadGroups.Turn) {
        self.turnCount += 1
        if (turn.startedAt, ExactText(turn.id)) < (self.first.startedAt, ExactText(self.first.id)) { self.first = turn }
        if (turn.endedAt, ExactText(turn.id)) > (self.last.endedAt, ExactText(self.last.id)) { self.last = turn }
        self.durations.add(Double((turn.endedAt.microseconds - turn.startedAt.microseconds) / 1000))
    }
}
