import Testing

@Suite struct QueryOperatorTests {
    private typealias World = QueryWorld
    private static let all = "abcdefghijklmnopqrstuvw"

    @Test(arguments: Backend.allCases)
    func `a value is one of several by the rule of each`(backend: Backend) async throws {
        func among(_ literals: String...) -> String {
            let list = literals.map { #"{"$literal":\#($0)}"# }.joined(separator: ",")
            return #"{"$in":[\#(World.x),[\#(list)]]}"#
        }
        try await World.yarns.expect(
            [
                (among(), ""), (World.not(among()), Self.all), (among("1"), "abd"), (among("1", "1.0", #""1""#), "abd"),
                (among("1", #""warp""#, "true"), "abcdfgjlmns"), (among("null"), "hi"), (among("null", "1"), "abdhi"),
                (among(#""""#, #""warp""#), "hijr"), (among(#"[10,"u",{"n":-3}]"#, "0"), "pt"),
                (among("9007199254740993"), "l"), (among("9007199254740992", "2"), "m"),
                // One unknown comparison is enough for not to know that none is equal.
                (World.not(among("1", #""warp""#)), "celmnst"),
                (World.not(among(#""warp""#, #""1""#)), "bcefghiklmnopqrstuvw"),
                (World.not(among("null", #""warp""#)), "abcdefgklmnopqrstuvw"),
                (#"{"$in":[{"$literal":2},[{"$literal":1},{"$literal":2.0}]]}"#, Self.all),
                (#"{"$in":[\#(World.converted(World.x, to: "int")),[{"$literal":1},{"$literal":-2500}]]}"#, "abcdes"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a text is looked for in a text`(backend: Backend) async throws {
        func has(_ literal: String, ignoringCase: Bool = false) -> String {
            World.contains(World.x, #"{"$literal":\#(literal)}"#, ignoringCase: ignoringCase)
        }
        try await World.yarns.expect(
            [
                (has(#""ar""#), "jk"), (has(#""Warp""#), "k"), (has(#""WARP""#), ""),
                (has(#""WARP""#, ignoringCase: true), "jk"),
                (has(#""1""#), "abcdelmnop"), (has("1.5"), "ce"), (has("1.50"), "e"), (has(#""é""#), "oq"),
                (has(#""É""#), "u"),
                (has(#""\u00c9""#, ignoringCase: true), "oqu"), (has(#""étoffe""#), ""),
                (has(#""étoffe""#, ignoringCase: true), "u"),
                (has(#""機""#), "u"), (has("\"e\u{301}\""), ""), (has("true"), "fg"), (has(#""\":""#), "op"),
                (has(#"": ""#), ""),
                (has(#""%""#), ""), (has(#""w_rp""#), ""), (has(#""*""#), ""), (has("null"), ""),
                (World.not(has("null")), ""),
                (has("[10,\"u\",{\"n\":-3}]"), "p"),
                (World.not(has(#""1""#)), "fghijkqrstuvw"),
                (World.not(has(#""warp""#, ignoringCase: true)), "abcdefghilmnopqrstuvw"),
                (World.contains(#"{"$literal":"warp and 1"}"#, World.x), "adhijr"),
                (World.contains(World.x, World.y), "bcdefghiklnopqrstuvw"),
                (World.contains(World.converted(World.x, to: "double"), #"{"$literal":"1."}"#), "bcen"),
                (World.contains(World.converted(World.x, to: "exists"), #"{"$literal":"als"}"#), "hi"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a conversion says what a value counts as`(backend: Backend) async throws {
        func compared(_ target: String, _ comparison: String, _ literal: String) -> String {
            #"{"\#(comparison)":[\#(World.converted(World.x, to: target)),{"$literal":\#(literal)}]}"#
        }
        try await World.yarns.expect(
            [
                (compared("double", "$eq", "1"), "abd"), (compared("double", "$eq", #""1""#), "abd"),
                (compared("double", "$gt", #""warp""#), ""), (compared("double", "$eq", "true"), ""),
                (compared("double", "$lt", "0.5"), "st"), (compared("int", "$eq", "1"), "abcde"),
                (compared("int", "$lt", "-2499"), "s"),
                (compared("int", "$eq", "9007199254740993"), "l"), (compared("int", "$gt", "1e22"), "n"),
                (compared("string", "$eq", "1"), "abd"), (compared("string", "$eq", #""1.5""#), "c"),
                (compared("string", "$eq", "true"), "fg"),
                (compared("string", "$gt", #""w""#), "jou"), (compared("bool", "$eq", "true"), "abcfglmns"),
                (compared("bool", "$eq", "false"), "tvw"), (compared("bool", "$eq", #""true""#), "abcfglmns"),
                (compared("bool", "$eq", "1"), ""), (compared("exists", "$eq", "true"), "abcdefgjklmnopqrstuvw"),
                (compared("exists", "$eq", "false"), "hi"), (compared("exists", "$eq", "null"), ""),
                (World.not(World.converted(World.x, to: "exists")), "hi"),
                (
                    #"{"$eq":[\#(World.converted(World.converted(World.x, to: "string"), to: "double")),{"$literal":1}]}"#,
                    "abd"
                ),
                (
                    #"{"$eq":[\#(World.converted(World.converted(World.x, to: "double"), to: "string")),{"$literal":"1.5"}]}"#,
                    "ce"
                ),
                (
                    #"{"$eq":[\#(World.converted(World.converted(World.x, to: "int"), to: "string")),{"$literal":"1"}]}"#,
                    "abcde"
                ),
                (#"{"$eq":[\#(World.converted(#"{"$literal":"5.9"}"#, to: "int")),{"$literal":5}]}"#, Self.all),
                (#"{"$eq":[\#(World.converted(#"{"$literal":null}"#, to: "exists")),{"$literal":false}]}"#, Self.all),
                (#"{"$eq":[\#(World.converted(World.x("$gt", "1"), to: "string")),{"$literal":"false"}]}"#, "abdst"),
                (
                    #"{"$eq":[\#(World.converted(World.x("$gt", "1"), to: "exists")),{"$literal":false}]}"#,
                    "fghijkopqruvw"
                ),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `two JSON values are compared as they are`(backend: Backend) async throws {
        func xy(_ comparison: String) -> String { #"{"\#(comparison)":[\#(World.x),\#(World.y)]}"# }
        try await World.yarns.expect(
            [
                (xy("$eq"), "adfl"), (World.not(xy("$eq")), "jm"), (xy("$lt"), "jm"), (xy("$gt"), ""),
                (xy("$gte"), "adfl"),
                (xy("$lte"), "adfjlm"), (#"{"$lt":[\#(World.converted(World.x, to: "double")),\#(World.y)]}"#, "m"),
                (#"{"$eq":[\#(World.converted(World.x, to: "double")),\#(World.y)]}"#, "acdl"),
                (#"{"$eq":[\#(World.converted(World.x, to: "string")),\#(World.y)]}"#, "cdfhilor"),
                (#"{"$eq":[\#(World.converted(World.x, to: "bool")),\#(World.y)]}"#, "aflm"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `what is unknown makes neither itself nor its opposite true`(backend: Backend) async throws {
        let isOne = World.x("$eq", "1")
        let isWarp = World.x("$eq", #""warp""#)
        let yes = #"{"$literal":true}"#
        let unknown = #"{"$literal":null}"#
        try await World.yarns.expect(
            [
                (#"{"$and":[\#(isOne),\#(isWarp)]}"#, ""), (#"{"$or":[\#(isOne),\#(isWarp)]}"#, "abdj"),
                (World.not(#"{"$or":[\#(isOne),\#(isWarp)]}"#), "celmnst"),
                // Where one is false it does not matter that the other one is unknown.
                (World.not(#"{"$and":[\#(isOne),\#(isWarp)]}"#), "abcdefghiklmnopqrstuvw"),
                (#"{"$and":[\#(yes),\#(isOne)]}"#, "abd"), (#"{"$and":[\#(unknown),\#(yes)]}"#, ""),
                (World.not(unknown), ""),
                (#"{"$or":[\#(unknown),\#(isOne)]}"#, "abd"), (World.not(#"{"$or":[\#(unknown),\#(isOne)]}"#), ""),
                (#"{"$and":[\#(yes)]}"#, Self.all), (#"{"$or":[{"$literal":0},{"$literal":"false"}]}"#, ""),
                // An operand that is no operation is read as a Boolean.
                (#"{"$and":[\#(World.x)]}"#, "abcfglmns"), (World.not(World.x), "tvw"),
                (#"{"$or":[\#(World.x),\#(isOne)]}"#, "abcdfglmns"),
                (#"{"$and":[{"$literal":1}]}"#, Self.all), (#"{"$and":[{"$literal":"1"}]}"#, ""),
                (#"{"$and":[{"$literal":[]}]}"#, ""),
                // An operation is a Boolean, also where it is compared.
                (#"{"$eq":[\#(isOne),{"$literal":false}]}"#, "celmnst"),
                (#"{"$eq":[\#(isOne),\#(isWarp)]}"#, "celmnst"),
                (#"{"$lt":[\#(isOne),\#(World.x)]}"#, "clmns"), (#"{"$eq":[\#(isOne),{"$literal":0}]}"#, ""),
            ], in: backend)
    }
}
