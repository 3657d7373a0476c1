internal import TreadleCore

/// Fills a tool's arguments from a question.
struct DemoArguments {
    let need: DemoNeed?
    let text: String

    /// The members that are required, and those for which the question has something to say.
    func object(for schema: JSONValue) -> JSONObject {
        let required = (schema["required"]?.array ?? []).compactMap(\.string)
        let isRequired = Set(required)
        var filler = DemoSchemaFiller(schema)
        var numbers = Self.numbers(in: self.text)[...]
        var members: [JSONObject.Member] = []
        var given: Set<String> = []
        var isSubjectGiven = false
        for property in schema["properties"]?.object?.members ?? [] where !given.contains(property.name) {
            var value = self.known(property, isSubjectGiven: &isSubjectGiven)
            if value == nil, isRequired.contains(property.name) {
                value = self.guess(property.value, &numbers) ?? filler.value(of: property.value)
            }
            guard let value else { continue }
            members.append(JSONObject.Member(property.name, value))
            given.insert(property.name)
        }
        for name in required where given.insert(name).inserted {
            members.append(JSONObject.Member(name, filler.value(of: true)))
        }
        return JSONObject(members)
    }

    /// What the question says about a property, by its name.
    private func known(_ property: JSONObject.Member, isSubjectGiven: inout Bool) -> JSONValue? {
        if let choices = property.value["enum"]?.array {
            let words = DemoWords(self.text)
            return choices.first { choice in choice.string.map { words.contains($0.lowercased()) } ?? false }
        }
        guard let subject = self.need?.subject, !isSubjectGiven, Self.takesStrings(property.value) else { return nil }
        let names = DemoToolMatcher.words(in: property.name)
        var value: String?
        switch self.need?.kind {
        case .weather where !names.isDisjoint(with: Self.placeNames): value = subject
        case .arithmetic where !names.isDisjoint(with: Self.expressionNames): value = subject
        case .time where !names.isDisjoint(with: ["timezone", "zone", "tz"]): value = DemoTimeZones.zone(of: subject)
        case .time where !names.isDisjoint(with: Self.placeNames): value = subject
        default: break
        }
        if value != nil { isSubjectGiven = true }
        return value.map(JSONValue.string)
    }

    private static let placeNames: Set<String> = [
        "location", "city", "place", "where", "address", "town", "region", "query", "q", "area",
    ]
    private static let expressionNames: Set<String> = [
        "expression", "expr", "input", "query", "formula", "equation", "calculation", "problem", "question", "q",
    ]

    private static func takesStrings(_ schema: JSONValue) -> Bool {
        guard let type = schema["type"] else { return true }
        return type.string == "string" || (type.array ?? []).contains("string")
    }

    /// Something for a property that must be there: a number of the text, an operation by its sign, the subject.
    private func guess(_ schema: JSONValue, _ numbers: inout ArraySlice<JSONNumber>) -> JSONValue? {
        if schema["const"] != nil { return nil }
        if let choices = schema["enum"]?.array { return self.operation(among: choices) }
        switch schema["type"]?.string {
        case "integer", "number":
            guard let number = numbers.first, schema["type"]?.string == "number" || number.integer != nil else {
                return nil
            }
            numbers.removeFirst()
            return .number(number)
        case "string":
            if self.need?.kind == .time { return .string(self.need?.subject.flatMap(DemoTimeZones.zone) ?? "UTC") }
            if let subject = self.need?.subject { return .string(subject) }
            guard schema["pattern"] == nil, schema["maxLength"] == nil, !self.text.isEmpty else { return nil }
            return .string(String(self.text.prefix(200)))
        default: return nil
        }
    }

    /// `add`, `multiply` … for the operator of the expression.
    private func operation(among choices: [JSONValue]) -> JSONValue? {
        guard let expression = self.need?.subject, self.need?.kind == .arithmetic else { return nil }
        let names: [(Character, [String])] = [
            ("+", ["+", "add", "addition", "plus", "sum"]), ("*", ["*", "multiply", "multiplication", "times"]),
            ("/", ["/", "divide", "division"]), ("-", ["-", "subtract", "subtraction", "minus"]),
            ("^", ["^", "power", "pow"]), ("%", ["%", "mod", "modulo"]),
        ]
        for (symbol, words) in names where expression.contains(symbol) {
            if let choice = choices.first(where: { $0.string.map { words.contains($0.lowercased()) } ?? false }) {
                return choice
            }
        }
        return nil
    }

    private static func numbers(in text: String) -> [JSONNumber] {
        text.prefix(DemoWords.maximumLength).split { !($0.isASCII && $0.isNumber) && $0 != "." && $0 != "-" }
            .compactMap { part in
                let digits = part.drop { $0 == "." }
                guard let value = Double(digits.hasSuffix(".") ? digits.dropLast() : digits) else { return nil }
                return Int(exactly: value).map(JSONNumber.init) ?? JSONNumber(value)
            }
    }
}
