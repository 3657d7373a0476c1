import Testing
import TreadleCore
import TreadleTrace

@Suite struct QueryValueTests {
    private static let readings: [(json: String, number: String?, boolean: Bool?, text: String?)] = [
        ("null", nil, nil, nil), ("true", nil, true, "true"), ("false", nil, false, "false"),
        ("1", "1", true, "1"), ("0", "0", false, "0"), ("-0.0", "0", false, "-0.0"), ("1.50", "1.5", true, "1.50"),
        ("1e3", "1000", true, "1e3"), (#""""#, nil, nil, ""), (#""12""#, "12", nil, "12"), (#"" 12""#, nil, nil, " 12"),
        (#""true""#, nil, true, "true"), (#""false""#, nil, false, "false"), (#""True""#, nil, nil, "True"),
        (#""1""#, "1", nil, "1"), (#""\u0031""#, "1", nil, "1"), (#""\ud83e\uddf5 \n \/""#, nil, nil, "🧵 \n /"),
        ("[]", nil, nil, "[]"), ("{ }", nil, nil, "{}"), ("[ 1 , 2.0 ]", nil, nil, "[1,2.0]"),
        (#"{ "b" : "x y" ,"a":[ true,null ], "b":2}"#, nil, nil, #"{"b":"x y","a":[true,null],"b":2}"#),
        (#"{"k\u0065y":"\u00e9\/\ud83e\uddf5\"\\\u000a\u0001"}"#, nil, nil, #"{"key":"é/🧵\"\\\n\u0001"}"#),
        (#"["\"[ ","  "]"#, nil, nil, #"["\"[ ","  "]"#),
    ]

    @Test(arguments: readings)
    func `a JSON value is read as a number, a Boolean or a text`(
        json: String, number: String?, boolean: Bool?, text: String?
    ) throws {
        let raw = try RawJSON(json)
        #expect(raw.queryNumber == number.flatMap { QueryNumber(spelling: $0) })
        #expect(raw.queryBoolean == boolean)
        #expect(raw.queryText == text)
        #expect((QueryValue(raw) == nil) == raw.isNull)
    }

    @Test(
        arguments: [
            ("1700000000", 1_700_000_000_000_000), ("1700000000.123456", 1_700_000_000_123_456),
            ("1.7e9", 1_700_000_000_000_000),
            ("-1.5", -1_500_000), ("1700000000.1234566", 1_700_000_000_123_457), (#""1970-01-02""#, 86_400_000_000),
            (#""1970-01-01T00:00:01.5Z""#, 1_500_000), (#""1970-01-01T01:00:00+01:00""#, 0),
            (#""1970-01-01 00:00:01""#, 1_000_000), (#""1970-01-01T00:00:00.000001""#, 1), ("1e30", .max),
            ("-1e30", .min),
            ("99999999999999", .max), ("-99999999999999", .min), ("1e999", .max), (#""1e3""#, nil),
            (#""1700000000""#, nil),
            ("true", nil), ("null", nil), ("[]", nil), (#""1970-02-30""#, nil), (#""1970-1-1""#, nil), (#""""#, nil),
            (#""1970-01-01T00:00:00ZZ""#, nil), (#""1970-01-01Z""#, nil),
        ] as [(String, Int64?)])
    func `a JSON value is read as a time`(json: String, microseconds: Int64?) throws {
        #expect(try RawJSON(json).queryTime == microseconds.map { Timestamp(microseconds: $0) })
    }

    @Test(arguments: [
        (#"{"a":1,"b":[2,"x"]}"#, #"{ "b":[2.0,"\u0078"], "a":1e0 }"#, true), ("[1,2]", "[2,1]", false),
        ("[]", "{}", false),
        (#"{"a":1,"a":2}"#, #"{"a":2}"#, true), (#"["1"]"#, "[1]", false), ("[true]", "[1]", false),
        ("[null]", "[]", false),
        (#"{"a":null}"#, "{}", false), ("[9007199254740993]", "[9007199254740992]", false), ("[0.1]", "[0.10]", true),
        ("[-0.0]", "[0]", true), ("[\"caf\u{E9}\"]", "[\"cafe\u{301}\"]", false), ("[1e400]", "[1e500]", true),
        (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, true), (#"{"a":{"c":1,"b":2}}"#, #"{"a":{"b":2,"c":1}}"#, true),
    ])
    func `lists and objects are equal whatever their spelling`(left: String, right: String, areEqual: Bool) throws {
        let texts = [try RawJSON(left).canonicalText, try RawJSON(right).canonicalText]
        #expect((ExactText(texts[0]) == ExactText(texts[1])) == areEqual)
    }

    @Test func `strings anywhere inside are found, member names are not`() throws {
        let json = try RawJSON(#"{"a" : "x", "ref": ["y", {"b":{"c":"\u007a"}}], "n" :1}"#)
        func has(_ wanted: String) -> Bool { json.contains { $0 == wanted } }
        #expect(has("x") && has("y") && has("z"))
        #expect(!has("a") && !has("n") && !has("c") && !has("1"))
        #expect(try RawJSON(#""x""#).contains { $0 == "x" })
    }
}
