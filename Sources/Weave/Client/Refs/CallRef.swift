/// A ref to a call: `weave:///mill/looms/call/ID`.
public struct CallRef: Referable, Hashable, CustomStringConvertible {
    /// The project, as `entity/name`.
    public var projectID: String
    /// The call's identifier.
    public var id: String

    /// Names a call.
    public init(projectID: String, id: String) {
        self.projectID = projectID
        self.id = id
    }

    public var refText: String { "weave:///\(self.projectID)/call/\(self.id)" }
    public var description: String { self.refText }
}
