import Testing
import TreadleCore

@Suite struct JSONSchemaLimitTests {
    private func nested(_ depth: Int) throws -> JSONValue {
        try JSONValue(parsing: String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    }

    @Test func `a reference in circles ends at the depth limit`() async throws {
        let found = try SchemaCase(##"{"$ref":"#"}"##, "1").found()
        #expect(found == ["the value cannot be checked: the schema nests deeper than 200 levels"])
    }

    @Test(.timeLimit(.minutes(1))) func `circles that branch end at the step limit`() throws {
        let found = try SchemaCase(##"{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}"##, "1").found()
        #expect(found.count == 1)
        #expect(found.first?.contains("cannot be checked") == true)
    }

    @Test func `depth is counted on both sides of the limit`() throws {
        var limits = JSONSchemaValidator.Limits()
        limits.maximumDepth = 3
        let validator = JSONSchemaValidator(try JSONValue(parsing: ##"{"items":{"$ref":"#"}}"##), limits: limits)
        #expect(validator.violations(in: try self.nested(2)).isEmpty)
        #expect(validator.violations(in: try self.nested(3)).map(\.path) == ["/0/0"])
    }

    @Test func `steps are counted on both sides of the limit`() throws {
        var limits = JSONSchemaValidator.Limits()
        let value: JSONValue = [1, 2, 3]
        limits.maximumSteps = 7
        #expect(JSONSchemaValidator(["items": [:]], limits: limits).violations(in: value).isEmpty)
        limits.maximumSteps = 6
        #expect(
            JSONSchemaValidator(["items": [:]], limits: limits).violations(in: value).map(\.description)
                == ["/2 cannot be checked: the schema takes more than 6 steps"])
    }

    @Test func `an exhausted walk is never a pass, not even inside not`() throws {
        var limits = JSONSchemaValidator.Limits()
        limits.maximumSteps = 3
        let schema: JSONValue = ["not": ["items": ["type": "string"]]]
        #expect(!JSONSchemaValidator(schema, limits: limits).violations(in: [1, 2, 3]).isEmpty)
    }

    @Test func `no more violations are collected than the limit says`() throws {
        var limits = JSONSchemaValidator.Limits()
        limits.maximumViolations = 2
        let validator = JSONSchemaValidator(["items": ["type": "string"]], limits: limits)
        #expect(validator.violations(in: [1, 2, 3]).map(\.path) == ["/0", "/1"])
    }

    @Test func `patterns that are not tried refuse nothing`() {
        let schema: JSONValue = [
            "properties": ["yarn": ["pattern": "^[a-z]+$"]], "patternProperties": ["^row": ["type": "integer"]],
            "additionalProperties": false,
        ]
        let value: JSONValue = ["yarn": "Silk 7", "row 1": 3, "row 2": "x", "loom": true]
        #expect(
            JSONSchemaValidator(schema).violations(in: value).map(\.path) == ["/yarn", "/row 2", "/loom"])
        var limits = JSONSchemaValidator.Limits()
        limits.triesPatterns = false
        #expect(JSONSchemaValidator(schema, limits: limits).violations(in: value).isEmpty)
        let plain: JSONValue = [
            "properties": ["yarn": ["type": "string", "pattern": "x"]], "additionalProperties": false,
        ]
        let found = JSONSchemaValidator(plain, limits: limits).violations(in: ["yarn": 7, "loom": 1])
        #expect(found.map(\.path) == ["/yarn", "/loom"])
    }
}
