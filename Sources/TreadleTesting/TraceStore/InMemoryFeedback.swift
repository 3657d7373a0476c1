internal import TreadleTrace

/// The feedback of a store in memory.
struct InMemoryFeedback: Sendable {
    private struct Key: Hashable {
        var project: ExactText
        var id: ExactText

        init(_ id: String, in projectID: String) {
            self.project = ExactText(projectID)
            self.id = ExactText(id)
        }
    }

    /// Each with its place in the order of storing.
    private var stored: [Key: (place: Int, feedback: Feedback)] = [:]
    private var count = 0

    mutating func store(_ feedback: [Feedback]) {
        for item in feedback {
            self.count += 1
            self.stored[Key(item.id, in: item.projectID)] = (self.count, item)
        }
    }

    mutating func purge(_ ids: [String], in projectID: String) {
        for id in ids { self.stored[Key(id, in: projectID)] = nil }
    }

    func matching(_ query: FeedbackQuery) throws -> [Feedback] {
        try query.check()
        return Array(try self.found(by: query).dropFirst(query.offset).prefix(query.limit ?? .max))
    }

    func count(of query: FeedbackQuery) throws -> Int {
        try query.check()
        return try self.found(by: query).count
    }

    /// The feedback on a call.
    func on(_ call: Call) -> [Feedback] {
        self.stored.values.map(\.feedback).filter { feedback in
            ExactText(feedback.projectID) == ExactText(call.projectID)
                && feedback.callID.map(ExactText.init) == ExactText(call.id)
        }
    }

    /// Everything that matches, in order.
    private func found(by query: FeedbackQuery) throws -> [Feedback] {
        try query.expression?.check()
        let evaluation = QueryEvaluation()
        let refs = query.weaveRefs.map { Set($0.map(ExactText.init)) }
        let sort = query.sort.isEmpty ? [QuerySort(.column("created_at", .time))] : query.sort
        return self.stored.values.filter { row in
            ExactText(row.feedback.projectID) == ExactText(query.projectID)
                && refs?.contains(ExactText(row.feedback.weaveRef)) ?? true
                && query.expression.map { evaluation.truth(of: $0, for: row.feedback) == true } ?? true
        }
        .map { (row: $0, keys: evaluation.keys(of: $0.feedback, for: sort)) }
        .sorted { left, right in
            sort.precedes(left.keys, right.keys) ?? ((left.row.place < right.row.place) != query.putsLatestFirst)
        }
        .map(\.row.feedback)
    }
}
