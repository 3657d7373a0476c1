public import TreadleCore

/// A version of a published object, as it is read (weave-wire, section 4, "Obj").
public struct ObjectVersion: Sendable, Hashable {
    /// What an object is: an op, or anything else.
    public enum Kind: String, Sendable {
        /// An op's code; any other value. Both have names of their own: an op and an object may share one.
        case op, object
    }

    /// The project, as `entity/name`.
    public var projectID: String
    /// The name.
    public var objectID: String
    /// An op or an object.
    public var kind: Kind
    /// The digest of the value.
    public var digest: String
    /// The number of this version: how many other values the name had before it.
    public var versionIndex: Int
    /// Whether it is what the name stands for now.
    public var isLatest: Bool
    /// When this value was first published under this name.
    public var createdAt: Timestamp
    /// The value; `nil` where only what is known about it was asked for.
    public var value: RawJSON?
    /// The class that the value's class derives from, below Weave's own ones.
    public var baseClass: String?
    /// The value's class.
    public var leafClass: String?
    /// Who published it.
    public var userID: String?
    /// How many bytes the value takes.
    public var sizeBytes: Int
    /// Its tags, sorted, where they were asked for.
    public var tags: [String]?
    /// Its aliases, sorted, where they were asked for; `latest` is one of the latest version.
    public var aliases: [String]?

    /// Makes a version.
    public init(
        projectID: String, objectID: String, kind: Kind, digest: String, versionIndex: Int, isLatest: Bool,
        createdAt: Timestamp, value: RawJSON?, baseClass: String? = nil, leafClass: String? = nil,
        userID: String? = nil, sizeBytes: Int, tags: [String]? = nil, aliases: [String]? = nil
    ) {
        self.projectID = projectID
        self.objectID = objectID
        self.kind = kind
        self.digest = digest
        self.versionIndex = versionIndex
        self.isLatest = isLatest
        self.createdAt = createdAt
        self.value = value
        self.baseClass = baseClass
        self.leafClass = leafClass
        self.userID = userID
        self.sizeBytes = sizeBytes
        self.tags = tags
        self.aliases = aliases
    }
}
