import Testing

/// What `inputs.x` of every kind is compared as, for literals of every kind.
@Suite struct QueryLiteralTests {
    private typealias World = QueryWorld
    private static let all = "abcdefghijklmnopqrstuvw"

    @Test(arguments: Backend.allCases)
    func `a number is compared with numbers, and with texts that spell one`(backend: Backend) async throws {
        try await World.yarns.expect(
            [
                (World.x("$eq", "1"), "abd"), (World.x("$eq", "1.0"), "abd"), (World.x("$eq", "1e0"), "abd"),
                (World.x("$eq", "1.5"), "ce"), (World.x("$eq", "9007199254740993"), "l"),
                (World.x("$eq", "9007199254740992"), "m"), (World.x("$eq", "9007199254740993.0"), "l"),
                (World.x("$eq", "12345678901234567890123"), "n"), (World.x("$eq", "0"), "t"),
                (World.x("$eq", "-0.0"), "t"), (World.x("$eq", "-2500"), "s"), (World.x("$eq", "2"), ""),
                (World.x("$gt", "1"), "celmn"), (World.x("$gte", "1"), "abcdelmn"), (World.x("$lt", "1"), "st"),
                (World.x("$lte", "1"), "abdst"), (World.x("$gt", "1.4999"), "celmn"), (World.x("$lt", "1.5"), "abdst"),
                (World.x("$gt", "9007199254740992"), "ln"), (World.x("$gte", "9007199254740992.5"), "lmn"),
                (World.x("$lt", "9007199254740993"), "abcdemst"), (World.x("$gt", "9223372036854775807"), "n"),
                (World.x("$lt", "0"), "s"), (World.x("$gt", "-1e999"), "abcdelmnst"), (World.x("$gt", "1e999"), ""),
                // What is no number is unknown, and so is its opposite.
                (World.not(World.x("$eq", "1")), "celmnst"), (World.not(World.x("$gt", "1")), "abdst"),
                (World.not(World.not(World.x("$gt", "1"))), "celmn"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `true and false are compared with Booleans, numbers and their words`(backend: Backend) async throws {
        try await World.yarns.expect(
            [
                (World.x("$eq", "true"), "abcfglmns"), (World.x("$eq", "false"), "tvw"),
                (World.not(World.x("$eq", "true")), "tvw"),
                (World.not(World.x("$eq", "false")), "abcfglmns"), (World.x("$gt", "false"), "abcfglmns"),
                (World.x("$lt", "true"), "tvw"), (World.x("$gte", "false"), "abcfglmnstvw"),
                (World.x("$lte", "false"), "tvw"),
                (World.x("$gt", "true"), ""),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a text is compared with what values are written as`(backend: Backend) async throws {
        try await World.yarns.expect(
            [
                (World.x("$eq", #""1""#), "ad"), (World.x("$eq", #""1.0""#), "b"), (World.x("$eq", #""1.50""#), "e"),
                (World.x("$eq", #""true""#), "fg"), (World.x("$eq", #""false""#), "vw"),
                (World.x("$eq", #""warp""#), "j"),
                (World.x("$eq", #""Warp""#), ""), (World.x("$eq", #""café""#), "q"),
                (World.x("$eq", #""caf\u00e9""#), "q"),
                (World.x("$eq", "\"cafe\u{301}\""), ""), (World.x("$eq", #""9007199254740993""#), "l"),
                (World.x("$eq", #""-2.5e3""#), "s"), (World.x("$eq", #""null""#), ""),
                (World.x("$eq", #""{\"b\":2.0,\"a\":[1,\"é\"]}""#), "o"),
                (World.x("$eq", #""[10,\"u\",{\"n\":-3}]""#), "p"),
                (World.x("$gt", #""w""#), "jou"), (World.x("$gte", #""warp""#), "jou"), (World.x("$lt", #""0""#), "rs"),
                (World.x("$lte", #""""#), "r"), (World.x("$gte", #""""#), "abcdefgjklmnopqrstuvw"),
                (World.not(World.x("$lt", #""0""#)), "abcdefgjklmnopqtuvw"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a path without a value is the empty text where texts are compared for being equal`(
        backend: Backend
    ) async throws {
        try await World.yarns.expect(
            [
                (World.x("$eq", #""""#), "hir"), (World.not(World.x("$eq", #""""#)), "abcdefgjklmnopqstuvw"),
                (World.not(World.x("$eq", #""warp""#)), "abcdefghiklmnopqrstuvw"),
                (#"{"$eq":[\#(World.converted(World.x, to: "string")),{"$literal":""}]}"#, "hir"),
                (
                    #"{"$not":[{"$eq":[{"$literal":"warp"},\#(World.converted(World.x, to: "string"))]}]}"#,
                    "abcdefghiklmnopqrstuvw"
                ),
                (#"{"$in":[\#(World.x),[{"$literal":""},{"$literal":"warp"}]]}"#, "hijr"),
                (World.contains(World.x, #"{"$literal":""}"#), Self.all),
                (World.contains(#"{"$literal":""}"#, World.x), "hir"),
                // Not where it is the text of a conversion that failed, nor in any other comparison.
                (
                    #"{"$eq":[\#(World.converted(World.converted(World.x, to: "double"), to: "string")),{"$literal":""}]}"#,
                    ""
                ),
                (World.x("$lte", #""""#), "r"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `null is what has no value`(backend: Backend) async throws {
        try await World.yarns.expect(
            [
                (World.x("$eq", "null"), "hi"), (World.not(World.x("$eq", "null")), "abcdefgjklmnopqrstuvw"),
                (#"{"$eq":[{"$literal":null},\#(World.x)]}"#, "hi"),
                (#"{"$eq":[{"$literal":null},{"$literal":null}]}"#, Self.all),
                (#"{"$eq":[{"$literal":null},{"$literal":1}]}"#, ""),
                (#"{"$eq":[\#(World.converted(World.x, to: "double")),{"$literal":null}]}"#, "fghijkopqruvw"),
                (#"{"$eq":[{"$gt":[\#(World.x),{"$literal":1}]},{"$literal":null}]}"#, "fghijkopqruvw"),
                (World.x("$gt", "null"), ""), (World.x("$lte", "null"), ""), (World.not(World.x("$lt", "null")), ""),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `lists and objects are equal or not`(backend: Backend) async throws {
        try await World.yarns.expect(
            [
                (World.x("$eq", #"{"a":[1.0,"\u00e9"],"b":2}"#), "o"), (World.x("$eq", #"[1e1,"u",{"n":-3.0}]"#), "p"),
                (World.x("$eq", "[]"), ""), (World.x("$eq", "{}"), ""), (World.x("$eq", #"{"b":2}"#), ""),
                (World.not(World.x("$eq", #"{"a":[1,"é"],"b":2}"#)), "abcdefgjklmnpqrstuvw"),
                (World.x("$gt", "[1]"), ""),
                (World.not(World.x("$lt", "{}")), ""), (#"{"$eq":[{"$literal":[1]},{"$literal":[1.0]}]}"#, Self.all),
                (#"{"$eq":[{"$getField":"inputs"},{"$literal":{"y":"1","x":"1"}}]}"#, "d"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `literals are compared with one another`(backend: Backend) async throws {
        func equal(_ left: String, _ right: String) -> String {
            #"{"$eq":[{"$literal":\#(left)},{"$literal":\#(right)}]}"#
        }
        try await World.yarns.expect(
            [
                (equal(#""1""#, #""1""#), Self.all), (equal("1", "1.0"), Self.all), (equal("1", #""1.00""#), Self.all),
                (equal("true", #""true""#), Self.all), (equal("true", "1"), ""), (World.not(equal("true", "1")), ""),
                (equal(#""a""#, #""b""#), ""), (World.not(equal(#""a""#, #""b""#)), Self.all),
                (equal("[1]", #""[1]""#), Self.all), (equal("9007199254740993", "9007199254740992"), ""),
            ], in: backend)
    }
}
