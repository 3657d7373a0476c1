internal import TreadleCore

/// Whether a value has the shape of a JSON Schema: the keywords that validators read are of the right kind.
enum SchemaShape {
    private static let types: Set = ["array", "boolean", "integer", "null", "number", "object", "string"]

    /// The first keyword whose value is none that it may have.
    static func brokenKeyword(of schema: JSONValue) -> String? {
        guard case .object(let object) = schema else { return nil }
        return object.members.first { !self.isFitting($0.value, for: $0.name) }.map(\.name)
    }

    private static func isFitting(_ value: JSONValue, for keyword: String) -> Bool {
        switch keyword {
        case "type":
            if let list = value.array { return !list.isEmpty && list.allSatisfy(self.isType) }
            return self.isType(value)
        case "enum", "examples": return value.kind == .array
        case "required":
            return value.array?.allSatisfy { $0.kind == .string } ?? false
        case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum": return value.kind == .number
        case "multipleOf": return value.double.map { $0 > 0 } ?? false
        case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties":
            return value.integer.map { $0 >= 0 } ?? false
        case "uniqueItems": return value.kind == .boolean
        case "pattern", "title", "description", "$ref", "$id", "$schema", "format": return value.kind == .string
        case "properties", "patternProperties", "$defs", "definitions":
            return value.object?.members.allSatisfy { self.isSchema($0.value) } ?? false
        case "items":
            // A list of schemas up to draft 2019-09.
            return value.array?.allSatisfy(self.isSchema) ?? self.isSchema(value)
        case "additionalProperties", "contains", "not", "if", "then", "else", "propertyNames":
            return self.isSchema(value)
        case "allOf", "anyOf", "oneOf", "prefixItems":
            return value.array.map { !$0.isEmpty && $0.allSatisfy(self.isSchema) } ?? false
        default: return true
        }
    }

    private static func isType(_ value: JSONValue) -> Bool { value.string.map(self.types.contains) ?? false }

    private static func isSchema(_ value: JSONValue) -> Bool {
        value.kind == .boolean || value.kind == .object && self.brokenKeyword(of: value) == nil
    }
}
