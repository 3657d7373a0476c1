/// Keeps what people and scorers say about calls and objects: one of the roles of a ``TraceServer``.
///
/// All methods throw ``TraceError``; what is refused changes nothing.
public protocol FeedbackStore: Sendable {
    /// Stores feedback, all or none of it; returns it as stored, in order. An identifier that is there is replaced.
    func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback]

    /// Finds feedback.
    func feedback(matching query: FeedbackQuery) async throws -> [Feedback]

    /// Counts what a query finds, its limit and offset aside.
    func feedbackCount(of query: FeedbackQuery) async throws -> Int

    /// Removes feedback by its identifiers; those that are not there are passed over.
    func purgeFeedback(_ ids: [String], in projectID: String) async throws
}
