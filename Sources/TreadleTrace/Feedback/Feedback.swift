public import TreadleCore

/// Something said about a call or an object (weave-wire, section 6).
public struct Feedback: Sendable, Hashable {
    /// Its identifier.
    public var id: String
    /// The project, as `entity/name`.
    public var projectID: String
    /// What it is about.
    public var weaveRef: String
    /// What kind of thing is said: `wandb.reaction.1`, `wandb.note.1`, `wandb.annotation.NAME`, `wandb.runnable.NAME`,
    /// or a name of the caller's.
    public var feedbackType: String
    /// What is said; an object, completed by the server for some types.
    public var payload: RawJSON
    /// Who said it, by a name of the caller's.
    public var creator: String?
    /// Who said it, as the server knows the caller.
    public var userID: String?
    /// When it was stored.
    public var createdAt: Timestamp
    /// The other members, by their names on the wire (`annotation_ref`, `runnable_ref`, `call_ref`, `trigger_ref`,
    /// `queue_id`, `scorer_…`, `span_…`); an object without what is absent.
    public var details: RawJSON

    /// Makes feedback.
    public init(
        id: String, projectID: String, weaveRef: String, feedbackType: String, payload: RawJSON,
        creator: String? = nil, userID: String? = nil, createdAt: Timestamp, details: RawJSON = .emptyObject
    ) {
        self.id = id
        self.projectID = projectID
        self.weaveRef = weaveRef
        self.feedbackType = feedbackType
        self.payload = payload
        self.creator = creator
        self.userID = userID
        self.createdAt = createdAt
        self.details = details
    }
}
