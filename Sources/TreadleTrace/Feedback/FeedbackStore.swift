/// Keeps what people and scorers say about calls and objects: one of the roles of a ``TraceServer``.
///
/// All methods throw ``TraceError``; what is refused changes nothing.
public protocol FeedbackStore: Sendable {
    /// Stores feedback, all or none of it; returns it as stored, in order. An identifier that is there is replaced.
    ///
    /// Each type has its rules (weave-wire, section 6), and what the server adds to a payload is in the answer.
    func createFeedback(_ feedback: [NewFeedback]) async throws -> [Feedback]

    /// Finds feedback.
    func feedback(matching query: FeedbackQuery) async throws -> [Feedback]

    /// Finds what ``feedback(matching:)`` does, part by part: first without a position, then with the one before's
    /// `next`.
    ///
    /// - Precondition: `position` came from a page of the same query.
    func page(of query: FeedbackQuery, after position: FeedbackPage.Position?) async throws -> FeedbackPage

    /// Counts what a query finds, its limit and offset aside.
    func feedbackCount(of query: FeedbackQuery) async throws -> Int

    /// Removes feedback by its identifiers; those that are not there are passed over.
    func purgeFeedback(_ ids: [String], in projectID: String) async throws
}
