internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: FeedbackStore {
    public func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback] {
        let completed = try feedback.completed(at: .now)
        guard !completed.isEmpty else { return [] }
        try await AnnotationRule(self).check(completed)
        let rows = completed.map { ($0, $0.callID) }
        let size = completed.reduce(0) { $0 + $1.payload.bytes.count + $1.details.bytes.count + 256 }
        try await self.write(count: rows.count, size: size) { session in
            for (row, callID) in rows { try session.store(row, callID: callID) }
        }
        return completed
    }

    public func feedback(matching query: FeedbackQuery) async throws -> [Feedback] {
        try await self.read { try FeedbackReading($0).feedback(matching: query) }
    }

    public func page(of query: FeedbackQuery, after position: FeedbackPage.Position?) async throws -> FeedbackPage {
        try await self.read { try FeedbackReading($0).page(of: query, after: position) }
    }

    public func feedbackCount(of query: FeedbackQuery) async throws -> Int {
        try await self.read { try FeedbackReading($0).count(of: query) }
    }

    public func purgeFeedback(_ ids: [String], in projectID: String) async throws {
        guard !ids.isEmpty else { return }
        try await self.write(count: ids.count) { session in
            guard let project = try session.connection.projectKey(projectID) else { return }
            for id in ids { try session.purgeFeedback(id, in: project) }
        }
    }
}
