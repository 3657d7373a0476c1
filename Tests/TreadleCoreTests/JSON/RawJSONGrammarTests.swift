import Testing
import TreadleCore

/// What RFC 8259 allows and what it does not.
@Suite struct RawJSONGrammarTests {
    static let valid: [String] = [
        "null", "true", "false", "0", "-0", "1", "-1", "10", "1.5", "-1.5", "0.0", "1e5", "1E5", "1e+5", "1e-5",
        "1.5e10", "0e0", "-0.0E-0", "123456789012345678901234567890", "1e999999", #""""#, #""a""#, "[]", "{}", "[ ]",
        "{ }", "[1]", "[1,2]", "[ 1 , 2 ]", "[[],{}]", "[[[]]]", #"{"a":1}"#, #"{"a":1,"b":2}"#, #"{"a":{"b":[]}}"#,
        #"{"":0}"#, #"{"a":1,"a":2}"#, " 1 ", "\t\n\r [\t\n\r]\t\n\r ", #""\"\\\/\b\f\n\r\t""#, #""\u0000""#,
        #""\uD834\udd1e""#, #""\ud800""#, #""\udc00\ud800""#, "\"\u{7F}\"", "\"é𝄞漢\u{2028}\u{FFFF}\u{10FFFF}\"",
        #"[null,true,false,0,"",[],{}]"#, #""12345678""#, #""1234567\"""#, #""12345678\"""#, #""1234567é""#,
    ]

    static let invalid: [String] = [
        "", " ", "nul", "nulls", "NULL", "True", "tru", "truee", "fals", "falsey", "undefined", "NaN", "Infinity",
        "-Infinity", "-", "+1", "--1", "01", "-01", "00", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1e-", "1.5.5",
        "1e5.5", "0x10", "1_000", "1,", "1 2", "'a'", #"""#, #""a"#, #"a""#, #""a" "b""#, "[", "]", "[1", "[1,", "[,]",
        "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1:2]", "[1}", "{1]", "{", "}", #"{"a""#, #"{"a":"#, #"{"a":1"#,
        #"{"a":1,"#,
        #"{"a":1,}"#, #"{,}"#, #"{"a"}"#, #"{"a",1}"#, #"{"a":}"#, #"{"a" 1}"#, #"{"a"::1}"#, #"{a:1}"#, #"{1:1}"#,
        #"{null:1}"#, #"{"a":1]"#, #"["a":1]"#, #"{"a":1 "b":2}"#, #"{"a":1}}"#, "[]]", "[][]", "{}{}", #"{"a":1}x"#,
        "\"\t\"", "\"\n\"", "\"\u{0}\"", "\"\u{1F}\"", #""\a""#, #""\'""#, #""\x41""#, #""\u""#, #""\u1""#, #""\u123""#,
        #""\u123g""#, #""\U0041""#, #""\"#, #""\""#, "\u{FEFF}1", "1\u{FEFF}", "\u{A0}1", "1\u{B}", "1\u{C}", "\u{0}",
        "1\u{0}", "// x\n1", "1 // x", "/* x */1", "#1", "[1;2]", "(1)", "<1>",
    ]

    @Test(arguments: valid)
    func `a valid text is taken`(text: String) throws {
        #expect(try RawJSON(text).text == text.trimmingJSONSpace())
    }

    @Test(arguments: invalid)
    func `an invalid text is refused`(text: String) {
        #expect(throws: JSONError.self) { try RawJSON(text) }
    }

    @Test(arguments: valid)
    func `no proper prefix of a valid text is taken, unless it is a shorter number`(text: String) {
        let text = text.trimmingJSONSpace()
        for length in 0..<text.utf8.count {
            let prefix = Array(text.utf8.prefix(length))
            let taken = try? RawJSON(prefix)
            // "12" is a prefix of "123": numbers alone have no end of their own.
            #expect(taken == nil || text.first?.isNumber == true || text.first == "-", "\(prefix)")
        }
    }

    @Test(arguments: valid)
    func `a text in the middle of others is read as if it stood alone`(text: String) throws {
        let padded = Array("]]\"\(text)\"}}".utf8)
        let slice = padded[3..<padded.count - 3]
        #expect(try RawJSON(slice) == RawJSON(text))
        #expect(try JSONValue(RawJSON(slice)) == JSONValue(parsing: text))
    }

    @Test func `an error says where and never what`() throws {
        let error = #expect(throws: JSONError.self) { try RawJSON(#"{"loom":"secret thread" oops}"#) }
        #expect(error?.offset == 24)
        #expect(error?.description.contains("secret") == false)
        #expect(error?.description.contains("oops") == false)
    }
}

extension String {
    fileprivate func trimmingJSONSpace() -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\n", "\r"].contains(scalar) }
        let scalars = self.unicodeScalars.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
