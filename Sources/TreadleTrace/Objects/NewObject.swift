public import TreadleCore

/// A value to publish under a name (weave-wire, section 4, `/obj/create`).
public struct NewObject: Sendable, Hashable {
    /// The project, as `entity/name`.
    public var projectID: String
    /// The name: letters, digits, `_`, `.` and `-`, at most 128 of them.
    public var objectID: String
    /// The value, any JSON.
    public var value: RawJSON
    /// The built-in class that the value is to be checked against and completed to, such as `AnnotationSpec`.
    public var builtinClass: String?
    /// The digest that the client worked out; another one is a ``TraceError/Code/conflict``.
    public var expectedDigest: String?
    /// Who publishes it.
    public var userID: String?

    /// Makes an object to publish.
    public init(
        projectID: String, objectID: String, value: RawJSON, builtinClass: String? = nil,
        expectedDigest: String? = nil, userID: String? = nil
    ) {
        self.projectID = projectID
        self.objectID = objectID
        self.value = value
        self.builtinClass = builtinClass
        self.expectedDigest = expectedDigest
        self.userID = userID
    }
}
