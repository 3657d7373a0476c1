import Testing

@Suite struct JSONSchemaKindTests {
    @Test(arguments: [
        SchemaCase("true", "1"),
        SchemaCase("{}", "1"),
        SchemaCase("false", "1", "the value is not allowed"),
        SchemaCase("3", "1", "the value cannot be checked: its schema is neither an object nor a Boolean"),
        SchemaCase(#"{"type":"string"}"#, #""warp""#),
        SchemaCase(#"{"type":"string"}"#, "1", "the value must be a string, not a number"),
        SchemaCase(#"{"type":"number"}"#, "1.5"),
        SchemaCase(#"{"type":"number"}"#, #""1""#, "the value must be a number, not a string"),
        SchemaCase(#"{"type":"integer"}"#, "2"),
        SchemaCase(#"{"type":"integer"}"#, "2.0"),
        SchemaCase(#"{"type":"integer"}"#, "1e3"),
        SchemaCase(#"{"type":"integer"}"#, "123456789012345678901234567890"),
        SchemaCase(#"{"type":"integer"}"#, "2.5", "the value must be an integer, not a number with decimals"),
        SchemaCase(#"{"type":"integer"}"#, "1e-3", "the value must be an integer, not a number with decimals"),
        SchemaCase(#"{"type":"boolean"}"#, "false"),
        SchemaCase(#"{"type":"boolean"}"#, "0", "the value must be a boolean, not a number"),
        SchemaCase(#"{"type":"null"}"#, "null"),
        SchemaCase(#"{"type":"null"}"#, "[]", "the value must be null, not an array"),
        SchemaCase(#"{"type":"object"}"#, "{}"),
        SchemaCase(#"{"type":"object"}"#, "[]", "the value must be an object, not an array"),
        SchemaCase(#"{"type":"array"}"#, "[]"),
        SchemaCase(#"{"type":"array"}"#, "{}", "the value must be an array, not an object"),
        SchemaCase(#"{"type":["string","null"]}"#, "null"),
        SchemaCase(#"{"type":["string","null"]}"#, "1", "the value must be a string or null, not a number"),
        SchemaCase(
            #"{"type":["string","null","array"]}"#, "1", "the value must be a string, null or an array, not a number"),
    ])
    func `type tells the kind`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }

    @Test(arguments: [
        SchemaCase(#"{"enum":["plain","twill"]}"#, #""twill""#),
        SchemaCase(#"{"enum":["plain","twill"]}"#, #""satin""#, #"the value must be one of "plain", "twill""#),
        SchemaCase(#"{"enum":["plain","twill"]}"#, "1", #"the value must be one of "plain", "twill", not a number"#),
        SchemaCase(#"{"enum":[1,null]}"#, "1.0"),
        SchemaCase(#"{"enum":[0]}"#, "-0.0"),
        SchemaCase(#"{"enum":[0]}"#, "false", "the value must be 0, not a boolean"),
        SchemaCase(#"{"enum":[{"warp":1,"weft":[2]}]}"#, #"{"weft":[2.0],"warp":1e0}"#),
        SchemaCase(#"{"enum":[[1,2]]}"#, "[2,1]", "the value must be [1,2]"),
        SchemaCase(#"{"enum":["é"]}"#, #""e\u0301""#, #"the value must be "é""#),
        SchemaCase(#"{"const":"linen"}"#, #""linen""#),
        SchemaCase(#"{"const":"linen"}"#, #""wool""#, #"the value must be "linen""#),
        SchemaCase(#"{"const":null}"#, "null"),
        SchemaCase(#"{"const":9007199254740993}"#, "9007199254740992", "the value must be 9007199254740993"),
        SchemaCase(#"{"enum":[]}"#, "1", "the value must not be given: no value is allowed"),
    ])
    func `enum and const compare by value`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }

    @Test func `long choices are counted, not quoted`() throws {
        let long = String(repeating: "w", count: 100)
        let example = SchemaCase(#"{"enum":["\#(long)","x"]}"#, #""y""#)
        #expect(try example.found() == ["the value must be one of the 2 allowed values"])
    }
}
