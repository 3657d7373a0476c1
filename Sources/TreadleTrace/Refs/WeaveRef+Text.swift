package import TreadleCore

extension WeaveRef {
    /// What every ref starts with.
    package static let scheme = "weave:///"

    /// Reads a ref.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` and what is wrong, without the text.
    package init(parsing text: String) throws(TraceError) {
        guard text.utf8.starts(with: Self.scheme.utf8) else { throw Self.malformed("it does not start with weave:///") }
        let parts = text.utf8.dropFirst(Self.scheme.utf8.count).split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
        ).map { Substring($0) }
        guard parts.count >= 4, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw Self.malformed("it is not weave:///entity/project/kind/name")
        }
        self.projectID = "\(parts[0])/\(parts[1])"
        let name = parts[3]
        guard !name.isEmpty else { throw Self.malformed("it names nothing") }
        switch parts[2] {
        case "object", "op":
            let halves = name.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
                throw Self.malformed("an object is NAME:DIGEST")
            }
            let kind: ObjectVersion.Kind = parts[2] == "op" ? .op : .object
            self.target = .object(
                name: String(Substring(halves[0])), version: String(Substring(halves[1])), kind: kind)
            self.path = try Self.path(parts[4...])
        case "call":
            self.target = .call(id: String(name))
            self.path = try Self.path(parts[4...])
        case "table":
            guard parts.count == 4 else { throw Self.malformed("a table has no path") }
            self.target = .table(digest: String(name))
            self.path = []
        case let kind:
            guard let part = AgentPart(rawValue: String(kind)) else {
                throw Self.malformed("it is to neither object, op, table, call nor agent")
            }
            guard parts.count == 4 else { throw Self.malformed("an agent's trace has no path; escape a / in its name") }
            self.target = .agent(part, id: try Self.decode(name))
            self.path = []
        }
    }

    /// Reads a ref; `nil` for any other text.
    package init?(_ text: String) {
        guard text.utf8.starts(with: Self.scheme.utf8), let ref = try? WeaveRef(parsing: text) else { return nil }
        self = ref
    }

    /// The ref that a JSON string is; `nil` for any other text and any other kind of value.
    package init?(_ value: RawJSON) {
        // A look at the bytes first: nearly no text is a ref, and decoding one costs.
        let start = value.bytes.dropFirst().prefix(Self.quotedLead.count)
        guard value.kind == .string, start.elementsEqual(Self.quotedLead) || start.contains(UInt8(ascii: "\\")),
            let text = value.string
        else { return nil }
        self.init(text)
    }

    private static let quotedLead = Array("weave:".utf8)

    /// The ref as a text.
    package var text: String {
        var text = Self.scheme + self.projectID
        switch self.target {
        case .object(let name, let version, let kind): text += "/\(kind.rawValue)/\(name):\(version)"
        case .table(let digest): text += "/table/\(digest)"
        case .call(let id): text += "/call/\(id)"
        case .agent(let part, let id): text += "/\(part.rawValue)/\(PercentText.encode(id))"
        }
        for step in self.path { text += "/\(step.edge)/\(PercentText.encode(step.value))" }
        return text
    }

    /// Pairs of a kind of step and its value.
    private static func path(_ parts: ArraySlice<Substring>) throws(TraceError) -> [Step] {
        // `NAME:DIGEST/` is the object itself, as Weave's clients read it.
        if parts.count == 1, parts.first?.isEmpty == true { return [] }
        guard parts.count.isMultiple(of: 2) else { throw Self.malformed("a step of its path has no value") }
        var path: [Step] = []
        path.reserveCapacity(parts.count / 2)
        var index = parts.startIndex
        while index < parts.endIndex {
            guard let step = Step(edge: parts[index], value: try Self.decode(parts[index + 1])) else {
                throw Self.malformed("a step of its path is not attr/NAME, key/NAME, index/NUMBER or id/DIGEST")
            }
            path.append(step)
            index += 2
        }
        return path
    }

    private static func decode(_ text: Substring) throws(TraceError) -> String {
        guard let decoded = PercentText.decode(text) else { throw Self.malformed("it holds a broken percent escape") }
        return decoded
    }

    private static func malformed(_ reason: String) -> TraceError {
        TraceError(.invalidRequest, "a ref is malformed: \(reason)")
    }
}
