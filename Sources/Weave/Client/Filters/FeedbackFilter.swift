internal import TreadleTrace

/// Which feedback of a client's project. Conditions that are set must all hold; an empty list finds nothing.
public struct FeedbackFilter: Sendable, Hashable {
    /// Only feedback with these identifiers.
    public var ids: [String]?
    /// Only feedback on what has these refs.
    public var refs: [String]?
    /// Only feedback of these types, such as ``reaction`` and ``note``.
    public var types: [String]?
    /// Only feedback that these wrote, by the names they gave.
    public var creators: [String]?

    /// The type of an emoji.
    public static let reaction = "wandb.reaction.1"
    /// The type of a note.
    public static let note = "wandb.note.1"

    /// Makes a filter; without arguments it lets all feedback through.
    public init(
        ids: [String]? = nil, refs: [String]? = nil, types: [String]? = nil, creators: [String]? = nil
    ) {
        self.ids = ids
        self.refs = refs
        self.types = types
        self.creators = creators
    }

    /// Makes a filter that lets the feedback on one thing through.
    public init(on target: some Referable, types: [String]? = nil) {
        self.init(refs: [target.refText], types: types)
    }

    /// The query that asks for it; `nil` where nothing can be found.
    func query(in projectID: String) -> FeedbackQuery? {
        if [self.ids, self.refs, self.types, self.creators].contains([]) { return nil }
        var query = FeedbackQuery(projectID: projectID)
        query.weaveRefs = self.refs
        let lists = [("id", self.ids), ("feedback_type", self.types), ("creator", self.creators)]
        let conditions = lists.compactMap { column, values in
            values.map { QueryExpression.membership(.field(.column(column, .text)), $0.map(QueryLiteral.text)) }
        }
        if !conditions.isEmpty { query.expression = .all(conditions.map(QueryOperand.expression)) }
        return query
    }
}
