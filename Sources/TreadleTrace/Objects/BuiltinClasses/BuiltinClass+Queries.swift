extension BuiltinClass {
    private static let operations: [FieldType] = [
        "And", "Or", "Not", "Eq", "Gt", "Lt", "Gte", "Lte", "In", "Contains",
    ].map { .instance("\($0)Operation") }

    private static let operand = FieldType.union(
        [
            .instance("LiteralOperation"), .instance("GetFieldOperator"), .instance("ConvertOperation"),
            .instance("SizeOperation"),
        ] + operations)

    private static func comparison(_ name: String, _ sign: String) -> BuiltinClass {
        BuiltinClass("\(name)Operation", [.required("$\(sign)", .tuple([operand, operand]), or: "\(sign)_")])
    }

    /// What the query of a `SavedView` is made of.
    static let queryParts: [BuiltinClass] = [
        BuiltinClass("Query", refusesOthers: true, [.required("$expr", .union(operations), or: "expr_")]),
        BuiltinClass(
            "LiteralOperation",
            [
                .required(
                    "$literal",
                    .optional(
                        .union([
                            .scalar, .map(.instance("LiteralOperation")), .list(.instance("LiteralOperation")),
                        ])), or: "literal_")
            ]),
        BuiltinClass("GetFieldOperator", [.required("$getField", .text, or: "get_field_")]),
        BuiltinClass("ConvertOperation", [.required("$convert", .instance("ConvertSpec"), or: "convert_")]),
        BuiltinClass(
            "ConvertSpec",
            [.required("input", operand), .required("to", .oneOf(["double", "string", "int", "bool", "exists"]))]),
        BuiltinClass("SizeOperation", [.required("$size", operand, or: "size_")]),
        BuiltinClass("AndOperation", [.required("$and", .list(operand), or: "and_")]),
        BuiltinClass("OrOperation", [.required("$or", .list(operand), or: "or_")]),
        BuiltinClass("NotOperation", [.required("$not", .tuple([operand]), or: "not_")]),
        comparison("Eq", "eq"), comparison("Gt", "gt"), comparison("Lt", "lt"), comparison("Gte", "gte"),
        comparison("Lte", "lte"),
        BuiltinClass("InOperation", [.required("$in", .tuple([operand, .list(operand)]), or: "in_")]),
        BuiltinClass("ContainsOperation", [.required("$contains", .instance("ContainsSpec"), or: "contains_")]),
        BuiltinClass(
            "ContainsSpec",
            [
                .required("input", operand), .required("substr", operand),
                .defaulted("case_insensitive", .optional(.boolean), "false"),
            ]),
    ]
}
