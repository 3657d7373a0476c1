import Testing

@Suite struct JSONSchemaObjectTests {
    @Test(arguments: [
        SchemaCase(#"{"properties":{"warp":{"type":"string"}}}"#, #"{"warp":"wool","weft":1}"#),
        SchemaCase(
            #"{"properties":{"warp":{"type":"string"}}}"#, #"{"warp":1}"#, "/warp must be a string, not a number"),
        SchemaCase(#"{"properties":{"warp":false}}"#, #"{"warp":1}"#, "/warp is not allowed"),
        SchemaCase(#"{"properties":{"warp":{"type":"string"}}}"#, "[]"),
        SchemaCase(#"{"properties":{"warp":{"type":"string"}}}"#, #"{"warp":1,"warp":"last counts"}"#),
        SchemaCase(
            #"{"properties":{"a/b~c":{"properties":{"":{"type":"null"}}}}}"#, #"{"a/b~c":{"":1}}"#,
            "/a~1b~0c/ must be null, not a number"),
        SchemaCase(#"{"required":["warp"]}"#, #"{"warp":null}"#),
        SchemaCase(#"{"required":["warp","weft"]}"#, "{}", "/warp is required", "/weft is required"),
        SchemaCase(#"{"required":["warp"]}"#, "1"),
        SchemaCase(#"{"minProperties":1}"#, "{}", "the value must have at least 1 members, not 0"),
        SchemaCase(#"{"minProperties":1}"#, #"{"a":1}"#),
        SchemaCase(#"{"maxProperties":1}"#, #"{"a":1}"#),
        SchemaCase(#"{"maxProperties":1}"#, #"{"a":1,"b":2}"#, "the value must have at most 1 members, not 2"),
    ])
    func `members are checked by name`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }

    @Test(arguments: [
        SchemaCase(#"{"additionalProperties":false}"#, "{}"),
        SchemaCase(
            #"{"properties":{"warp":{}},"additionalProperties":false}"#, #"{"weft":1}"#,
            "/weft is not known here (known: warp)"),
        SchemaCase(#"{"additionalProperties":true}"#, #"{"weft":1}"#),
        SchemaCase(
            #"{"properties":{"warp":{}},"additionalProperties":{"type":"integer"}}"#, #"{"warp":"x","weft":"y"}"#,
            "/weft must be an integer, not a string"),
        SchemaCase(
            #"{"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}"#, #"{"x-dye":"woad"}"#),
        SchemaCase(
            #"{"patternProperties":{"^x-":{"type":"string"}}}"#, #"{"x-dye":1}"#,
            "/x-dye must be a string, not a number"),
        SchemaCase(
            #"{"properties":{"x-a":{"type":"number"}},"patternProperties":{"^x":{"minimum":3}}}"#, #"{"x-a":2}"#,
            "/x-a must be at least 3"),
        SchemaCase(
            #"{"propertyNames":{"maxLength":3}}"#, #"{"weft":1}"#,
            "/weft has a name that must have at most 3 characters, not 4"),
        SchemaCase(#"{"propertyNames":{"maxLength":4}}"#, #"{"weft":1}"#),
        SchemaCase(#"{"dependentRequired":{"dye":["mordant"]}}"#, #"{"dye":1,"mordant":2}"#),
        SchemaCase(#"{"dependentRequired":{"dye":["mordant"]}}"#, "{}"),
        SchemaCase(
            #"{"dependentRequired":{"dye":["mordant"]}}"#, #"{"dye":1}"#,
            "/mordant is required where dye is given"),
        SchemaCase(#"{"dependentSchemas":{"dye":{"required":["vat"]}}}"#, #"{"dye":1}"#, "/vat is required"),
    ])
    func `members that are not listed have their own rules`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }
}
