import Testing
import TreadleCore

/// A schema, a value, and what is wrong with the value: nothing, where there are no problems.
struct SchemaCase: CustomTestStringConvertible {
    var schema: String
    var value: String
    var problems: [String]

    init(_ schema: String, _ value: String, _ problems: String...) {
        self.schema = schema
        self.value = value
        self.problems = problems
    }

    var testDescription: String { "\(self.schema) ← \(self.value)" }

    func found() throws -> [String] {
        let value = try JSONValue(parsing: self.value)
        return JSONSchemaValidator(try JSONValue(parsing: self.schema)).violations(in: value).map(\.description)
    }
}
