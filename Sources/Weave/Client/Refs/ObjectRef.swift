public import TreadleTrace

/// A ref to a version of an object, or to a value inside: `weave:///mill/looms/object/pattern:DIGEST`.
///
/// Encoded, it is its text, as Weave's clients write refs inside of values.
public struct ObjectRef: Referable, Hashable, Codable, CustomStringConvertible {
    private let ref: WeaveRef

    /// Names a version.
    ///
    /// - Parameter version: A digest, `latest`, `v0` or an alias.
    public init(projectID: String, name: String, version: String = "latest", kind: ObjectVersion.Kind = .object) {
        self.ref = WeaveRef(projectID: projectID, target: .object(name: name, version: version, kind: kind))
    }

    /// Reads a ref.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` for what is no ref to an object or an op.
    public init(_ text: String) throws {
        let ref = try WeaveRef(parsing: text)
        guard ref.objectKey != nil else {
            throw TraceError(
                .invalidRequest, "that ref is not to an object; such refs look like NAME:DIGEST at the end")
        }
        self.ref = ref
    }

    init(_ ref: WeaveRef) { self.ref = ref }

    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// The project, as `entity/name`.
    public var projectID: String { self.ref.projectID }
    /// The object's name.
    public var name: String { self.key.objectID }
    /// A digest, `latest`, `v0` or an alias.
    public var version: String { self.key.version }
    /// Whether it is to an op or to another object.
    public var kind: ObjectVersion.Kind {
        if case .object(_, _, let kind) = self.ref.target { kind } else { .object }
    }

    public var refText: String { self.ref.text }
    public var description: String { self.ref.text }

    /// The ref to a member of an object, or to an attribute of what Python calls one.
    public func attribute(_ name: String) -> ObjectRef { self.appending(.attribute(name)) }

    /// The ref to a member of a dictionary.
    public func key(_ name: String) -> ObjectRef { self.appending(.key(name)) }

    /// The ref to an element of a list, counted from 0.
    public func index(_ index: Int) -> ObjectRef { self.appending(.index(index)) }

    /// The ref to a row of a table, by its digest.
    public func row(_ digest: String) -> ObjectRef { self.appending(.row(digest)) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.refText)
    }

    /// Whether it is to a value inside of a version.
    var leadsInside: Bool { !self.ref.path.isEmpty }

    /// The version that it names.
    var key: ObjectKey {
        guard let key = self.ref.objectKey else { preconditionFailure("a ref to an object names a version of one") }
        return key
    }

    private func appending(_ step: WeaveRef.Step) -> ObjectRef {
        var ref = self.ref
        ref.path.append(step)
        return ObjectRef(ref)
    }
}
