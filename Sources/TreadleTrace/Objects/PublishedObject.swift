package import TreadleCore

/// An object that was checked and made ready to be stored.
package struct PublishedObject: Hashable, Sendable {
    package let projectID: String
    package let objectID: String
    /// The value as it is stored: as it came, or completed to its built-in class.
    package let value: RawJSON
    package let digest: String
    package let kind: ObjectVersion.Kind
    package let baseClass: String?
    package let leafClass: String?
    package let userID: String?

    /// Checks an object.
    ///
    /// - Throws: ``TraceError``: a name or a value that does not fit, an unknown class, another digest than expected.
    package init(_ object: NewObject) throws(TraceError) {
        try NameRules.checkObjectID(object.objectID)
        var value = object.value
        var classes = ObjectClasses(of: value)
        if let wanted = object.builtinClass {
            if let leaf = classes.leaf {
                // A value that names its classes was made by them: it is taken as it is.
                guard ExactText(leaf) == ExactText(wanted) else {
                    throw TraceError(.invalidRequest, "builtin_object_class must be the class that val names")
                }
            } else {
                value = try BuiltinClass.complete(value, to: wanted)
                classes = ObjectClasses(of: value)
            }
        }
        self.digest = Digest.content(of: value)
        if let expected = object.expectedDigest, ExactText(expected) != ExactText(self.digest) {
            throw TraceError(
                .conflict, "the digest of val is \(self.digest), not the expected one; send it without expected_digest")
        }
        self.projectID = object.projectID
        self.objectID = object.objectID
        self.value = value
        self.kind = classes.kind
        self.baseClass = classes.base
        self.leafClass = classes.leaf
        self.userID = object.userID
    }

    /// Refuses a name that is bound to another class; having no class is one, too.
    package func checkClass(against bound: String?) throws(TraceError) {
        guard bound.map(ExactText.init) != self.baseClass.map(ExactText.init) else { return }
        let (new, old) = (Self.described(self.baseClass), Self.described(bound))
        throw TraceError(
            .invalidRequest,
            """
            \(self.objectID) cannot be published as \(new): that name stands for \(old) in this project; \
            choose another name
            """
        )
    }

    private static func described(_ name: String?) -> String {
        // A class is named as the client likes; what could not be a name is not repeated.
        guard let name else { return "an object without a class" }
        return (try? NameRules.checkObjectID(name)) == nil ? "another class" : "a \(name)"
    }
}
