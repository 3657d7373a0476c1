internal import Synchronization
internal import TreadleCore
public import TreadleTrace

extension InMemoryTraceStore: FeedbackStore {
    public func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback] {
        let completed = try feedback.completed(at: .now)
        try await AnnotationRule(self).check(completed)
        self.state.withLock { $0.feedback.store(completed) }
        return completed
    }

    public func feedback(matching query: FeedbackQuery) async throws -> [Feedback] {
        try self.state.withLock { try $0.feedback.matching(query) }
    }

    public func feedbackCount(of query: FeedbackQuery) async throws -> Int {
        try self.state.withLock { try $0.feedback.count(of: query) }
    }

    public func purgeFeedback(_ ids: [String], in projectID: String) async throws {
        self.state.withLock { $0.feedback.purge(ids, in: projectID) }
    }
}
