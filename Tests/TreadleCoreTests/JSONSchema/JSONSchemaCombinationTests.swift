import Testing

@Suite struct JSONSchemaCombinationTests {
    @Test(arguments: [
        SchemaCase(#"{"allOf":[{"minimum":1},{"maximum":3}]}"#, "2"),
        SchemaCase(
            #"{"allOf":[{"minimum":5},{"maximum":3}]}"#, "4",
            "the value must be at least 5", "the value must be at most 3"),
        SchemaCase(#"{"anyOf":[{"type":"string"},{"minimum":3}]}"#, "4"),
        SchemaCase(
            #"{"anyOf":[{"type":"string"},{"minimum":3}]}"#, "2",
            "the value fits none of the 2 alternatives (the value must be a string, not a number; the value must be at least 3)"
        ),
        SchemaCase(#"{"anyOf":[{"type":"string"}]}"#, "2", "the value must be a string, not a number"),
        SchemaCase(#"{"oneOf":[{"type":"integer"},{"minimum":3}]}"#, "2"),
        SchemaCase(
            #"{"oneOf":[{"type":"integer"},{"minimum":3}]}"#, "4",
            "the value must fit exactly one of the 2 alternatives, but fits 2"),
        SchemaCase(#"{"oneOf":[{"type":"string"}]}"#, "4", "the value must be a string, not a number"),
        SchemaCase(#"{"not":{"type":"string"}}"#, "4"),
        SchemaCase(#"{"not":{"type":"string"}}"#, #""x""#, "the value has a form that is ruled out"),
        SchemaCase(#"{"not":{"not":{"type":"string"}}}"#, #""x""#),
        SchemaCase(#"{"if":{"minimum":10},"then":{"multipleOf":5},"else":{"multipleOf":2}}"#, "15"),
        SchemaCase(
            #"{"if":{"minimum":10},"then":{"multipleOf":5},"else":{"multipleOf":2}}"#, "12",
            "the value must be a multiple of 5"),
        SchemaCase(
            #"{"if":{"minimum":10},"then":{"multipleOf":5},"else":{"multipleOf":2}}"#, "3",
            "the value must be a multiple of 2"),
        SchemaCase(#"{"if":{"minimum":10}}"#, "3"),
        SchemaCase(#"{"then":{"minimum":10}}"#, "3"),
    ])
    func `schemas combine`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }

    @Test(arguments: [
        SchemaCase(##"{"$ref":"#/$defs/thread","$defs":{"thread":{"type":"string"}}}"##, #""x""#),
        SchemaCase(
            ##"{"$ref":"#/$defs/thread","$defs":{"thread":{"type":"string"}}}"##, "1",
            "the value must be a string, not a number"),
        SchemaCase(
            ##"{"properties":{"a":{"$ref":"#/definitions/n"}},"definitions":{"n":{"minimum":1}}}"##, #"{"a":0}"#,
            "/a must be at least 1"),
        SchemaCase(
            ##"{"$ref":"#/$defs/t","maximum":3,"$defs":{"t":{"type":"integer"}}}"##, "4",
            "the value must be at most 3"),
        SchemaCase(##"{"$ref":"#/$defs/a~1b%25","$defs":{"a/b%":{"const":1}}}"##, "2", "the value must be 1"),
        SchemaCase(##"{"allOf":[{"const":1},{"$ref":"#/allOf/0"}]}"##, "1"),
        SchemaCase(
            ##"{"$ref":"#/$defs/gone"}"##, "1",
            "the value cannot be checked: its schema refers to #/$defs/gone, which is not there"),
        SchemaCase(
            ##"{"$ref":"https://mill.example/s"}"##, "1",
            "the value cannot be checked: its schema refers to https://mill.example/s, and only references in itself work"
        ),
        SchemaCase(
            ##"{"properties":{"next":{"$ref":"#"},"n":{"type":"integer"}}}"##, #"{"next":{"next":{"n":"x"}}}"#,
            "/next/next/n must be an integer, not a string"),
    ])
    func `references lead to places in the schema`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }
}
