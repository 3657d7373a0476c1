package import TreadleCore

/// A class whose values the server checks and completes, as Weave's own server does (`builtin_object_classes`).
///
/// All of them are data: fields with their types and defaults. What a type accepts is what Pydantic accepts, but for
/// conversions that lose something or guess: a text is no number, and a number no Boolean.
package struct BuiltinClass: Sendable {
    /// A member of a value.
    struct Field: Sendable {
        /// Its name in the value.
        let name: String
        /// Another name that is accepted for it.
        let alternative: String?
        let type: FieldType
        /// What stands for a missing one, as JSON; without one it must be there.
        let fallback: String?

        /// A member that must be there.
        static func required(_ name: String, _ type: FieldType, or alternative: String? = nil) -> Field {
            Field(name: name, alternative: alternative, type: type, fallback: nil)
        }

        /// A member that may be missing.
        static func defaulted(
            _ name: String, _ type: FieldType, _ fallback: String, or alternative: String? = nil
        ) -> Field {
            Field(name: name, alternative: alternative, type: type, fallback: fallback)
        }

        /// A member that may be missing or null.
        static func optional(_ name: String, _ type: FieldType, or alternative: String? = nil) -> Field {
            Field(name: name, alternative: alternative, type: .optional(type), fallback: "null")
        }
    }

    let name: String
    /// What stands in `_bases`.
    let bases: [String]
    let fields: [Field]
    /// Whether other members are refused; else they are dropped.
    let refusesOthers: Bool
    /// What must hold of the members together: what is wrong with them, if anything.
    let check: (@Sendable (JSONObject) -> String?)?

    init(
        _ name: String, bases: [String] = ["BaseModel"], refusesOthers: Bool = false,
        check: (@Sendable (JSONObject) -> String?)? = nil, _ fields: [Field]
    ) {
        self.name = name
        self.bases = bases
        self.fields = fields
        self.refusesOthers = refusesOthers
        self.check = check
    }

    /// A class of objects that can be published.
    static func object(
        _ name: String, bases: [String] = ["BaseObject", "BaseModel"], refusesOthers: Bool = false, _ fields: [Field]
    ) -> BuiltinClass {
        let common: [Field] = [.optional("name", .text), .optional("description", .text)]
        return BuiltinClass(name, bases: bases, refusesOthers: refusesOthers, common + fields)
    }

    /// Checks a value and completes it with its defaults and its classes.
    ///
    /// - Throws: ``TraceError``: ``TraceError/Code/invalidRequest`` for an unknown class,
    ///   ``TraceError/Code/unprocessable`` for a value that does not fit.
    package static func complete(_ value: RawJSON, to name: String) throws(TraceError) -> RawJSON {
        guard let builtin = self.published[name], ExactText(builtin.name) == ExactText(name) else {
            throw TraceError(
                .invalidRequest,
                "builtin_object_class must be one of \(self.published.keys.sorted().joined(separator: ", "))")
        }
        guard value.kind == .object else {
            throw TraceError(.invalidRequest, "val must be an object where builtin_object_class is given")
        }
        do {
            return RawJSON(try Completion().complete(JSONValue(value), to: builtin, at: "val"))
        } catch {
            throw TraceError(.unprocessable, "\(error.place) \(error.message)")
        }
    }

    /// The classes that can be published, by name.
    static let published: [String: BuiltinClass] = Dictionary(
        uniqueKeysWithValues: objects.map { ($0.name, $0) })

    /// All classes, those of parts of values too.
    static let all: [String: BuiltinClass] = Dictionary(
        uniqueKeysWithValues: (objects + parts + dashboardParts + savedViewParts + queryParts).map { ($0.name, $0) })
}
