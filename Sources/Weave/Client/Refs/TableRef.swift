/// A ref to a table: `weave:///mill/looms/table/DIGEST`.
public struct TableRef: Referable, Hashable, CustomStringConvertible {
    /// The project, as `entity/name`.
    public var projectID: String
    /// The table's digest.
    public var digest: String
    /// The dataset that shows the table under a name, where it was published as one.
    public var dataset: ObjectRef?

    /// Names a table.
    public init(projectID: String, digest: String, dataset: ObjectRef? = nil) {
        self.projectID = projectID
        self.digest = digest
        self.dataset = dataset
    }

    public var refText: String { "weave:///\(self.projectID)/table/\(self.digest)" }
    public var description: String { self.refText }
}
