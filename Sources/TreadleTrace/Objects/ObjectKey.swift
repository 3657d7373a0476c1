/// Names one version of an object.
public struct ObjectKey: Sendable, Hashable {
    /// The project, as `entity/name`.
    public var projectID: String
    /// The name.
    public var objectID: String
    /// Which version: a digest, `latest`, `v0`, or an alias.
    public var version: String

    /// Names a version.
    public init(projectID: String, objectID: String, version: String = "latest") {
        self.projectID = projectID
        self.objectID = objectID
        self.version = version
    }
}
