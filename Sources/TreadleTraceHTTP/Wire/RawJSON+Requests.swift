internal import TreadleCore

/// Reading a request's members, each refused with its place when it does not fit.
extension RawJSON {
    func text(at location: [String]) throws(WireRefusal) -> String {
        guard let text = self.string else { throw .misfit(location, "must be a string", type: "string_type") }
        // Different names would become the same one.
        guard !self.hasLoneSurrogate else {
            throw .misfit(location, "must be text: half of a surrogate pair is none", type: "string_unicode")
        }
        return text
    }

    /// A list of texts; `nil` for `null` and for an empty one, which both filter nothing.
    func texts(at location: [String], limit: Int) throws(WireRefusal) -> [String]? {
        if self.isNull { return nil }
        guard self.kind == .array else { throw .misfit(location, "must be a list", type: "list_type") }
        var texts: [String] = []
        for (index, element) in self.elements().enumerated() {
            texts.append(try element.text(at: location + ["\(index)"]))
        }
        guard texts.count <= limit else {
            throw WireRefusal(400, "\(location.last ?? "a list") has more than \(limit) values, the limit")
        }
        return texts.isEmpty ? nil : texts
    }

    /// A whole number that is not negative; `nil` for `null`.
    func count(at location: [String]) throws(WireRefusal) -> Int? {
        if self.isNull { return nil }
        guard let value = self.integer else { throw .misfit(location, "must be an integer", type: "int_type") }
        guard value >= 0 else { throw WireRefusal(400, "\(location.last ?? "a number") must not be negative") }
        return value
    }

    /// Accepts `null`, `false`, `[]` and `{}`.
    func mustAskForNothing(at location: [String]) throws(WireRefusal) {
        let asksForNothing =
            switch self.kind {
            case .null: true
            case .boolean: self.boolean == false
            case .array: self.elements().isEmpty
            case .object: self.members().isEmpty
            default: false
            }
        guard asksForNothing else { throw .misfit(location, "this server does not support it yet") }
    }
}

extension WireRefusal {
    static func unknown(_ location: [String]) -> WireRefusal {
        .misfit(location, "is not a member that is known here", type: "extra_forbidden")
    }
}
