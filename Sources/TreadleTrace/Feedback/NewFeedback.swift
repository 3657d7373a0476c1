public import TreadleCore

/// Feedback to store.
public struct NewFeedback: Sendable, Hashable {
    /// The identifier that the client chose; one is made where there is none.
    public var id: String?
    /// The project, as `entity/name`.
    public var projectID: String
    /// What it is about.
    public var weaveRef: String
    /// What kind of thing is said; see ``Feedback/feedbackType``.
    public var feedbackType: String
    /// What is said; an object.
    public var payload: RawJSON
    /// Who says it, by a name of the caller's.
    public var creator: String?
    /// Who says it, as the server knows the caller.
    public var userID: String?
    /// The other members; see ``Feedback/details``.
    public var details: RawJSON

    /// Makes feedback to store.
    public init(
        id: String? = nil, projectID: String, weaveRef: String, feedbackType: String, payload: RawJSON,
        creator: String? = nil, userID: String? = nil, details: RawJSON = .emptyObject
    ) {
        self.id = id
        self.projectID = projectID
        self.weaveRef = weaveRef
        self.feedbackType = feedbackType
        self.payload = payload
        self.creator = creator
        self.userID = userID
        self.details = details
    }
}
