import Testing
import TreadleCore

@Suite struct RawJSONScalarsTests {
    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u6F22""#, "Aé漢"),
        (#""\ud834\uDD1E""#, "𝄞"), (#""a\ud834\udd1eb""#, "a𝄞b"), (#""\ud834""#, "\u{FFFD}"),
        (#""\udd1e""#, "\u{FFFD}"), (#""\udd1e\ud834""#, "\u{FFFD}\u{FFFD}"), (#""\ud834\ud834\udd1e""#, "\u{FFFD}𝄞"),
        (#""\ud834x""#, "\u{FFFD}x"), (#""\ud834\n""#, "\u{FFFD}\n"), (#""\ud834\u0041""#, "\u{FFFD}A"),
        (#""\u0000""#, "\u{0}"), (#""\\u0041""#, #"\u0041"#), (#""é\n漢""#, "é\n漢"), (#""""#, ""),
    ])
    func `escapes are decoded`(text: String, expected: String) throws {
        #expect(try RawJSON(text).string == expected)
        #expect(try JSONValue(parsing: text) == .string(expected))
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("42", 42), ("-42", -42), ("2.0", 2), ("1e3", 1000), ("1.5e1", 15), ("120e-1", 12),
        ("0e99999", 0), ("0.0e-5", 0), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
        ("9223372036854775807.0", Int.max), ("9007199254740993.0", 9_007_199_254_740_993),
        ("1e18", 1_000_000_000_000_000_000),
    ])
    func `a whole number is an integer`(text: String, expected: Int) throws {
        #expect(try RawJSON(text).integer == expected)
        #expect(try JSONValue(parsing: text).integer == expected)
    }

    @Test(arguments: [
        "0.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e400", "1e-400",
        "1e99999999999999999999",
        "0.99999999999999999999", "9007199254740992.5", #""1""#, "null", "true", "[1]",
    ])
    func `anything else is no integer`(text: String) throws {
        #expect(try RawJSON(text).integer == nil)
        #expect(try JSONValue(parsing: text).integer == nil)
    }

    @Test func `a double is the nearest one, and none where there is none`() throws {
        #expect(try RawJSON("0.1").double == 0.1)
        #expect(try RawJSON("-1.7976931348623157e308").double == -Double.greatestFiniteMagnitude)
        #expect(try RawJSON("5e-324").double == .leastNonzeroMagnitude)
        #expect(try RawJSON("1e309").double == nil)
        #expect(try RawJSON("123456789012345678901234567890").double == 123456789012345678901234567890.0)
        #expect(try RawJSON(#""1""#).double == nil)
    }

    @Test func `a kind is read as itself alone`() throws {
        #expect(try RawJSON("true").boolean == true)
        #expect(try RawJSON("false").boolean == false)
        #expect(try RawJSON("null").boolean == nil)
        #expect(try RawJSON("null").isNull)
        #expect(try RawJSON("1").string == nil)
        let kinds = try ["null", "true", "-1", #""""#, "[]", "{}"].map { try RawJSON($0).kind }
        #expect(kinds == [.null, .boolean, .number, .string, .array, .object])
    }
}
