internal import TreadleCore

/// Makes a small value that fits a schema, as far as simple rules can.
struct DemoSchemaFiller {
    private let root: JSONValue
    /// How many values may still be made: a schema that branches into itself would otherwise grow without end.
    private var budget = 2000

    init(_ root: JSONValue) { self.root = root }

    /// A value of the whole schema.
    mutating func value() -> JSONValue { self.value(of: self.root) }

    /// A value of a part of it.
    mutating func value(of schema: JSONValue) -> JSONValue { self.value(of: schema, depth: 0) }

    private mutating func value(of schema: JSONValue, depth: Int) -> JSONValue {
        guard depth < 32, self.budget > 0 else { return nil }
        self.budget -= 1
        guard case .object(let keywords) = schema else { return "demo" }
        if let constant = keywords["const"] { return constant }
        if let choice = keywords["enum"]?.array?.first { return choice }
        if let value = keywords["default"] { return value }
        if let reference = keywords["$ref"]?.string { return self.value(of: self.resolve(reference), depth: depth + 1) }
        for word in ["anyOf", "oneOf"] {
            if let first = keywords[word]?.array?.first { return self.value(of: first, depth: depth + 1) }
        }
        if let parts = keywords["allOf"]?.array { return self.value(ofAll: parts, keywords, depth: depth + 1) }
        switch Self.type(keywords) {
        case "object": return .object(self.object(keywords, depth: depth))
        case "array": return self.array(keywords, depth: depth)
        case "integer", "number": return Self.number(keywords)
        case "boolean": return true
        case "null": return nil
        default: return Self.string(keywords)
        }
    }

    private static func type(_ keywords: JSONObject) -> String? {
        if let type = keywords["type"]?.string ?? keywords["type"]?.array?.first?.string { return type }
        if keywords["properties"] != nil || keywords["required"] != nil { return "object" }
        if keywords["items"] != nil || keywords["prefixItems"] != nil { return "array" }
        return keywords["minimum"] != nil || keywords["maximum"] != nil ? "number" : nil
    }

    private func resolve(_ reference: String) -> JSONValue {
        reference.split(separator: "/").dropFirst(reference.hasPrefix("#") ? 1 : 0).reduce(self.root) { value, name in
            value[String(name)] ?? Int(name).flatMap { value[$0] } ?? true
        }
    }

    /// Objects are put together; of other kinds the first part speaks.
    private mutating func value(ofAll parts: [JSONValue], _ keywords: JSONObject, depth: Int) -> JSONValue {
        var whole = self.object(keywords, depth: depth)
        for part in parts {
            let value = self.value(of: part, depth: depth)
            guard case .object(let object) = value else { return value }
            for member in object.members { whole[member.name] = member.value }
        }
        return .object(whole)
    }

    private mutating func object(_ keywords: JSONObject, depth: Int) -> JSONObject {
        var object = JSONObject()
        for name in (keywords["required"]?.array ?? []).compactMap(\.string) {
            object[name] = self.value(of: keywords["properties"]?[name] ?? true, depth: depth + 1)
        }
        return object
    }

    private mutating func array(_ keywords: JSONObject, depth: Int) -> JSONValue {
        let prefix = keywords["prefixItems"]?.array ?? []
        // However many elements a schema asks for, a stranger does not decide how much we write.
        let count = min(max(keywords["minItems"]?.integer ?? 0, 0), depth < 4 ? 16 : 1)
        var elements: [JSONValue] = []
        for index in 0..<count {
            let schema = index < prefix.count ? prefix[index] : keywords["items"] ?? true
            elements.append(self.value(of: schema, depth: depth + 1))
        }
        return .array(elements)
    }

    private static func number(_ keywords: JSONObject) -> JSONValue {
        let isWhole = keywords["type"]?.string != "number"
        if let step = keywords["multipleOf"]?.double, step > 0, let least = keywords["minimum"]?.double {
            return Self.number((least / step).rounded(.up) * step)
        }
        if let least = keywords["minimum"] { return isWhole ? Self.number((least.double ?? 0).rounded(.up)) : least }
        if let bound = keywords["exclusiveMinimum"]?.double {
            return Self.number(
                isWhole ? bound.rounded(.down) + 1 : bound + (bound.magnitude < 1 ? 0.5 : bound.magnitude))
        }
        if let most = keywords["maximum"]?.double, most < 0 { return Self.number(most.rounded(.down)) }
        if let bound = keywords["exclusiveMaximum"]?.double, bound <= 0 { return Self.number(bound.rounded(.down) - 1) }
        return 0
    }

    private static func number(_ value: Double) -> JSONValue {
        Int(exactly: value).map(JSONValue.integer) ?? .double(value)
    }

    private static func string(_ keywords: JSONObject) -> JSONValue {
        let least = min(max(keywords["minLength"]?.integer ?? 0, 0), 1000)
        let most = max(keywords["maxLength"]?.integer ?? .max, 0)
        switch keywords["format"]?.string {
        case "date-time": return "2026-01-01T00:00:00Z"
        case "date": return "2026-01-01"
        case "time": return "00:00:00Z"
        case "email": return "demo@mill.example"
        case "uri", "url": return "https://mill.example/"
        case "uuid": return "00000000-0000-7000-8000-000000000000"
        default: break
        }
        let text = "demo" + String(repeating: ".", count: max(0, least - 4))
        return .string(String(text.prefix(most)))
    }
}
