import Testing

@Suite struct JSONSchemaArrayTests {
    @Test(arguments: [
        SchemaCase(#"{"items":{"type":"integer"}}"#, "[1,2]"),
        SchemaCase(
            #"{"items":{"type":"integer"}}"#, #"[1,"x",2,null]"#,
            "/1 must be an integer, not a string", "/3 must be an integer, not null"),
        SchemaCase(#"{"items":false}"#, "[]"),
        SchemaCase(#"{"items":false}"#, "[1]", "/0 is not allowed"),
        SchemaCase(#"{"prefixItems":[{"type":"string"},{"type":"number"}]}"#, #"["warp"]"#),
        SchemaCase(#"{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}"#, #"["warp",1,2]"#),
        SchemaCase(
            #"{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}"#, #"[1,"x"]"#,
            "/0 must be a string, not a number", "/1 must be a number, not a string"),
        SchemaCase(#"{"items":[{"type":"string"}],"additionalItems":false}"#, #"["x",1]"#, "/1 is not allowed"),
        SchemaCase(#"{"minItems":2}"#, "[1]", "the value must have at least 2 elements, not 1"),
        SchemaCase(#"{"minItems":2}"#, "[1,2]"),
        SchemaCase(#"{"maxItems":2}"#, "[1,2]"),
        SchemaCase(#"{"maxItems":2}"#, "[1,2,3]", "the value must have at most 2 elements, not 3"),
        SchemaCase(#"{"uniqueItems":true}"#, #"[1,"1",true,[1],{"a":1},null,0,false]"#),
        SchemaCase(#"{"uniqueItems":true}"#, "[1,2,1.0]", "the value must not repeat an element: 0 and 2 are equal"),
        SchemaCase(
            #"{"uniqueItems":true}"#, #"[{"a":1,"b":2},{"b":2,"a":1}]"#,
            "the value must not repeat an element: 0 and 1 are equal"),
        SchemaCase(#"{"uniqueItems":false}"#, "[1,1]"),
        SchemaCase(#"{"contains":{"const":5}}"#, "[1,5]"),
        SchemaCase(
            #"{"contains":{"const":5}}"#, "[1]", "the value must contain at least 1 elements of the wanted form, not 0"),
        SchemaCase(#"{"contains":{"const":5},"minContains":0}"#, "[]"),
        SchemaCase(
            #"{"contains":{"const":5},"maxContains":1}"#, "[5,5]",
            "the value must contain at most 1 elements of the wanted form, not 2"),
    ])
    func `elements are checked by place`(of example: SchemaCase) throws {
        #expect(try example.found() == example.problems)
    }
}
