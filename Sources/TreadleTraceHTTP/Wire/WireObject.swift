internal import TreadleCore
internal import TreadleTrace

/// An object of a request: its members by name, each refused with its place when it does not fit.
struct WireObject {
    /// Where it stands in the request, such as `["body", "obj"]`.
    let location: [String]
    /// The object itself.
    let raw: RawJSON
    private let members: [String: RawJSON]

    /// Takes an object apart; a member that is not in `known` is refused, as Weave does. `nil` knows all.
    init(_ raw: RawJSON, at location: [String] = ["body"], knowing known: Set<String>? = nil) throws(WireRefusal) {
        guard raw.kind == .object else { throw .misfit(location, "must be an object", type: "dict_type") }
        var members: [String: RawJSON] = [:]
        for (name, value) in raw.members() {
            if let known, !known.contains(name) { throw .unknown(location + [name]) }
            // Of two members of a name the last one counts, as in Python.
            members[name] = value
        }
        self.location = location
        self.raw = raw
        self.members = members
    }

    /// The place of a member.
    func place(_ name: String) -> [String] { self.location + [name] }

    /// A member; `nil` where it is missing or null.
    subscript(_ name: String) -> RawJSON? {
        self.members[name].flatMap { $0.isNull ? nil : $0 }
    }

    /// A member that must be there; null counts as there.
    func required(_ name: String) throws(WireRefusal) -> RawJSON {
        guard let value = self.members[name] else {
            throw .misfit(self.place(name), "\(name) is missing", type: "missing")
        }
        return value
    }

    func text(_ name: String) throws(WireRefusal) -> String { try self.required(name).text(at: self.place(name)) }

    /// The project that is written to; it must have a name.
    func project() throws(WireRefusal) -> String {
        let project = try self.text("project_id")
        guard !project.isEmpty else { throw WireRefusal(400, "project_id must not be empty") }
        return project
    }

    func optionalText(_ name: String) throws(WireRefusal) -> String? {
        guard let value = self[name] else { return nil }
        return try value.text(at: self.place(name))
    }

    /// A Boolean; `fallback` where it is missing or null.
    func boolean(_ name: String, or fallback: Bool = false) throws(WireRefusal) -> Bool {
        guard let value = self[name] else { return fallback }
        guard let boolean = value.boolean else {
            throw .misfit(self.place(name), "must be a boolean", type: "bool_type")
        }
        return boolean
    }

    /// A whole number that is not negative; `nil` where it is missing or null.
    func count(_ name: String) throws(WireRefusal) -> Int? { try self[name]?.count(at: self.place(name)) }

    /// A whole number; `nil` where it is missing or null.
    func optionalInteger(_ name: String) throws(WireRefusal) -> Int? {
        guard let value = self[name] else { return nil }
        guard let integer = value.integer else {
            throw .misfit(self.place(name), "must be an integer", type: "int_type")
        }
        return integer
    }

    /// A time as in RFC 3339; `nil` where it is missing or null.
    func optionalTime(_ name: String) throws(WireRefusal) -> Timestamp? {
        guard let text = try self.optionalText(name) else { return nil }
        guard let time = Timestamp(text) else {
            throw .misfit(self.place(name), "must be a time as in RFC 3339", type: "datetime_parsing")
        }
        return time
    }

    /// A list of texts; `nil` where it is missing, null or empty, which all filter nothing.
    func filterTexts(_ name: String, limit: Int = 1000) throws(WireRefusal) -> [String]? {
        try self[name]?.texts(at: self.place(name), limit: limit)
    }

    /// A list of texts, which may be empty; `nil` where it is missing or null.
    func optionalTexts(_ name: String) throws(WireRefusal) -> [String]? {
        guard let value = self[name] else { return nil }
        guard value.kind == .array else { throw .misfit(self.place(name), "must be a list", type: "list_type") }
        var texts: [String] = []
        for (index, element) in value.elements().enumerated() {
            texts.append(try element.text(at: self.place(name) + ["\(index)"]))
        }
        return texts
    }

    /// A list's elements with their places; the list must be there.
    func elements(_ name: String) throws(WireRefusal) -> [(value: RawJSON, location: [String])] {
        let value = try self.required(name)
        guard value.kind == .array else { throw .misfit(self.place(name), "must be a list", type: "list_type") }
        return value.elements().enumerated().map { ($0.element, self.place(name) + ["\($0.offset)"]) }
    }

    /// An object inside; `nil` where it is missing or null.
    func optionalObject(_ name: String, knowing known: Set<String>? = nil) throws(WireRefusal) -> WireObject? {
        guard let value = self[name] else { return nil }
        return try WireObject(value, at: self.place(name), knowing: known)
    }

    /// An object inside, which must be there.
    func object(_ name: String, knowing known: Set<String>? = nil) throws(WireRefusal) -> WireObject {
        try WireObject(self.required(name), at: self.place(name), knowing: known)
    }
}
