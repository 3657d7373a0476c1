import Testing

@Suite struct JSONSchemaScalarTests {
    @Test(arguments: [
        SchemaCase(#"{"minLength":2}"#, #""wo""#),
        SchemaCase(#"{"minLength":2}"#, #""w""#, "the value must have at least 2 characters, not 1"),
        SchemaCase(#"{"maxLength":2}"#, #""wo""#),
        SchemaCase(#"{"maxLength":2}"#, #""woo""#, "the value must have at most 2 characters, not 3"),
        SchemaCase(#"{"maxLength":1}"#, #""🧶""#),
        SchemaCase(#"{"maxLength":1}"#, #""e\u0301""#, "the value must have at most 1 characters, not 2"),
        SchemaCase(#"{"maxLength":1}"#, "12"),
        SchemaCase(#"{"pattern":"^[a-z]+$"}"#, #""weft""#),
        SchemaCase(#"{"pattern":"^[a-z]+$"}"#, #""Weft""#, "the value must match the pattern ^[a-z]+$"),
        SchemaCase(#"{"pattern":"ef"}"#, #""weft""#),
        SchemaCase(#"{"pattern":"^\\d+$"}"#, #""٣""#, #"the value must match the pattern ^\d+$"#),
        SchemaCase(#"{"pattern":"^.$"}"#, #""e\u0301""#, "the value must match the pattern ^.$"),
        SchemaCase(#"{"pattern":"^weft$"}"#, #""weft\n""#, "the value must match the pattern ^weft$"),
        SchemaCase(
            #"{"pattern":"("}"#, #""weft""#,
            "the value cannot be checked: its schema has a pattern that is no regular expression"),
        SchemaCase(#"{"format":"date"}"#, #""no date""#),
        SchemaCase(#"{"x-loom":{"type":"string"}}"#, "1"),
    ])
    func `strings are measured in Unicode scalars`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }

    @Test func `a text that is too long for a pattern does not match`() throws {
        let text = String(repeating: "w", count: 10_000)
        #expect(try SchemaCase(#"{"pattern":"^w+$"}"#, "\"\(text)\"").found() == [])
        #expect(
            try SchemaCase(#"{"pattern":"^w+$"}"#, "\"\(text)w\"").found() == ["the value must match the pattern ^w+$"])
    }

    @Test(arguments: [
        SchemaCase(#"{"minimum":1}"#, "1"),
        SchemaCase(#"{"minimum":1}"#, "0.999", "the value must be at least 1"),
        SchemaCase(#"{"minimum":-2}"#, "-2.0"),
        SchemaCase(#"{"minimum":-2}"#, "-3", "the value must be at least -2"),
        SchemaCase(#"{"maximum":1}"#, "1e0"),
        SchemaCase(#"{"maximum":1}"#, "1.001", "the value must be at most 1"),
        SchemaCase(#"{"exclusiveMinimum":0}"#, "0.1"),
        SchemaCase(#"{"exclusiveMinimum":0}"#, "0", "the value must be more than 0"),
        SchemaCase(#"{"exclusiveMaximum":3}"#, "2.99"),
        SchemaCase(#"{"exclusiveMaximum":3}"#, "3.00", "the value must be less than 3"),
        SchemaCase(#"{"maximum":9007199254740992}"#, "9007199254740993", "the value must be at most 9007199254740992"),
        SchemaCase(#"{"maximum":1e400}"#, "1e401", "the value must be at most 1e400"),
        SchemaCase(#"{"maximum":5}"#, #""6""#),
        SchemaCase(#"{"multipleOf":2}"#, "8"),
        SchemaCase(#"{"multipleOf":2}"#, "7", "the value must be a multiple of 2"),
        SchemaCase(#"{"multipleOf":0.01}"#, "19.99"),
        SchemaCase(#"{"multipleOf":0.01}"#, "19.995", "the value must be a multiple of 0.01"),
        SchemaCase(#"{"multipleOf":3}"#, "1e300", "the value must be a multiple of 3"),
        SchemaCase(#"{"multipleOf":16}"#, "1e300"),
        SchemaCase(#"{"multipleOf":7}"#, "0"),
        SchemaCase(#"{"multipleOf":20}"#, "-40"),
        SchemaCase(#"{"multipleOf":20}"#, "30", "the value must be a multiple of 20"),
        SchemaCase(#"{"multipleOf":0}"#, "5"),
    ])
    func `numbers are compared without rounding`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }
}
