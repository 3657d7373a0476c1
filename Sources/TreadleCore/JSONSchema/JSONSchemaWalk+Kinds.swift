/// `type`, `enum`, `const`.
extension JSONSchemaWalk {
    /// Whether the kind is right; where it is not, the other keywords have nothing useful to add.
    mutating func checkType(_ value: JSONValue, _ keywords: JSONObject) -> Bool {
        let wanted: [String]
        switch keywords["type"] {
        case .string(let name): wanted = [name]
        case .array(let names): wanted = names.compactMap(\.string)
        default: return true
        }
        if wanted.contains(where: { Self.isKind($0, value) }) { return true }
        self.report("must be \(Self.list(wanted.map(Self.article), "or")), not \(Self.kind(of: value, wanted))")
        return false
    }

    private static func isKind(_ name: String, _ value: JSONValue) -> Bool {
        if name == "integer", case .number(let number) = value { return ExactDecimal(number).isInteger }
        return name == value.kind.rawValue
    }

    /// What was given, told apart from what was wanted.
    private static func kind(of value: JSONValue, _ wanted: [String]) -> String {
        if value.kind == .number, wanted.contains("integer") { return "a number with decimals" }
        return Self.article(value.kind.rawValue)
    }

    static func article(_ kind: String) -> String {
        switch kind {
        case "null": "null"
        case "object", "array", "integer": "an \(kind)"
        default: "a \(kind)"
        }
    }

    static func list(_ words: [String], _ conjunction: String) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }

    mutating func checkEnumeration(_ value: JSONValue, _ keywords: JSONObject) {
        if let only = keywords["const"] { self.check(value, isOneOf: [only]) }
        if let choices = keywords["enum"]?.array { self.check(value, isOneOf: choices) }
    }

    private mutating func check(_ value: JSONValue, isOneOf choices: [JSONValue]) {
        guard self.spend(choices.count) else { return }
        if choices.isEmpty { return self.report("must not be given: no value is allowed") }
        let bytes = value.canonicalBytes
        if choices.contains(where: { $0.kind == value.kind && $0.canonicalBytes == bytes }) { return }
        let given =
            choices.contains { $0.kind == value.kind } ? "" : ", not \(Self.article(value.kind.rawValue))"
        let texts = choices.map(\.description)
        if texts.count > 20 || texts.contains(where: { $0.utf8.count > 80 }) {
            self.report("must be one of the \(texts.count) allowed values\(given)")
        } else {
            self.report("must be \(texts.count == 1 ? "" : "one of ")\(texts.joined(separator: ", "))\(given)")
        }
    }
}
