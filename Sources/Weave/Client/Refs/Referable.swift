public import TreadleTrace

/// What has a ref: objects, tables, calls, and the text of a ref itself.
///
/// A text is `weave:///entity/project/…`, or, within the client's own project, `NAME` or `NAME:VERSION`.
public protocol Referable: Sendable {
    /// The ref as a text.
    var refText: String { get }
}

extension String: Referable {
    public var refText: String { self }
}

extension Call: Referable {
    public var refText: String { CallRef(projectID: self.projectID, id: self.id).refText }
}

extension ObjectVersion: Referable {
    public var refText: String { self.ref.refText }

    /// The ref to this version.
    public var ref: ObjectRef {
        ObjectRef(projectID: self.projectID, name: self.objectID, version: self.digest, kind: self.kind)
    }
}
