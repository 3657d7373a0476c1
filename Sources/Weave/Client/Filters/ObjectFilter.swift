internal import TreadleTrace

/// Which versions of objects of a client's project. Conditions that are set must all hold.
public struct ObjectFilter: Sendable, Hashable {
    /// Only objects of these names.
    public var names: [String]?
    /// Only objects whose base class is one of these, such as `Dataset`.
    public var baseClasses: [String]?
    /// Only objects whose own class is one of these.
    public var leafClasses: [String]?
    /// Only ops, or only what is none.
    public var isOp: Bool?
    /// Whether only the latest version of each is found; it is, unless set.
    public var latestOnly: Bool
    /// Only versions with one of these tags.
    public var tags: [String]?
    /// Only versions with one of these aliases.
    public var aliases: [String]?
    /// Whether values are left out, where only what is known about them is wanted.
    public var metadataOnly: Bool

    /// Makes a filter; without arguments it lets the latest version of each object through.
    public init(
        names: [String]? = nil, baseClasses: [String]? = nil, leafClasses: [String]? = nil, isOp: Bool? = nil,
        latestOnly: Bool = true, tags: [String]? = nil, aliases: [String]? = nil, metadataOnly: Bool = false
    ) {
        self.names = names
        self.baseClasses = baseClasses
        self.leafClasses = leafClasses
        self.isOp = isOp
        self.latestOnly = latestOnly
        self.tags = tags
        self.aliases = aliases
        self.metadataOnly = metadataOnly
    }

    /// The query that asks for it.
    func query(in projectID: String) -> ObjectQuery {
        var query = ObjectQuery(projectID: projectID)
        query.objectIDs = self.names
        query.baseClasses = self.baseClasses
        query.leafClasses = self.leafClasses
        query.isOp = self.isOp
        query.latestOnly = self.latestOnly
        query.tags = self.tags
        query.aliases = self.aliases
        query.metadataOnly = self.metadataOnly
        query.includesTagsAndAliases = true
        return query
    }
}
