/// Which feedback, in which order. Conditions that are set must all hold.
public struct FeedbackQuery: Sendable, Hashable {
    /// The project, as `entity/name`.
    public var projectID: String
    /// Only feedback on these refs: how the feedback on many calls is read at once.
    public var weaveRefs: [String]?
    /// A condition over ``QueryFieldCatalog/feedback``.
    public var expression: QueryExpression?
    /// What to sort by; oldest first where it is empty. Ties go by the order in which it was stored, the latest first
    /// behind a last key `created_at` that descends.
    public var sort: [QuerySort] = []
    /// At most so many.
    public var limit: Int?
    /// Leaving out so many at the start.
    public var offset = 0

    /// Makes a query that finds all feedback in a project.
    public init(projectID: String) { self.projectID = projectID }

    /// What tells rows apart that ``sort`` does not: whether those stored last come first.
    package var putsLatestFirst: Bool {
        self.sort.last.map { $0.isDescending && $0.field == .column("created_at", .time) } ?? false
    }

    /// Refuses what cannot be asked.
    package func check() throws(TraceError) {
        if let limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if self.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
    }
}
