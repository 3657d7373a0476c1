/// Which versions of objects, in which order. Conditions that are set must all hold; deleted ones are left out.
public struct ObjectQuery: Sendable, Hashable {
    /// What versions can be sorted by.
    public enum Order: String, Sendable {
        /// The name; the time of first publication.
        case objectID = "object_id", createdAt = "created_at"
    }

    /// A field to sort by, and its direction.
    public struct Sort: Sendable, Hashable {
        /// The field.
        public var field: Order
        /// Whether the largest comes first.
        public var isDescending: Bool

        /// Makes a sort key.
        public init(_ field: Order, isDescending: Bool = false) {
            self.field = field
            self.isDescending = isDescending
        }
    }

    /// The project, as `entity/name`.
    public var projectID: String
    /// Only these names.
    public var objectIDs: [String]?
    /// Only objects whose base class is one of these.
    public var baseClasses: [String]?
    /// No object whose base class is one of these.
    public var excludedBaseClasses: [String]?
    /// Only objects whose own class is one of these.
    public var leafClasses: [String]?
    /// Only ops, or only what is none.
    public var isOp: Bool?
    /// Only the latest version of each.
    public var latestOnly = false
    /// Only versions with one of these tags.
    public var tags: [String]?
    /// Only versions with one of these aliases.
    public var aliases: [String]?
    /// In which order; oldest first where it is empty, and where all keys are equal. Times that are equal go by the
    /// order of first publication.
    public var sort: [Sort] = []
    /// Whether values are left out.
    public var metadataOnly = false
    /// Whether tags and aliases are read.
    public var includesTagsAndAliases = false
    /// At most so many.
    public var limit: Int?
    /// Leaving out so many at the start.
    public var offset = 0

    /// Makes a query that finds every version in a project.
    public init(projectID: String) { self.projectID = projectID }
}
