import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct PrettyJSONTests {
    private func text(_ json: String, isFull: Bool = false) throws -> String {
        PrettyJSON(isFull: isFull).lines(of: try RawJSON(json)).joined(separator: "\n")
    }

    @Test func `members stand on lines of their own, in their order, numbers as they were spelled`() throws {
        #expect(
            try self.text(#"{"b":{"x":[],"y":{}},"a":[1.0,1e400,true,null],"c":["s",{"t":-0}]}"#) == """
                {
                  "b": {
                    "x": [],
                    "y": {}
                  },
                  "a": [1.0, 1e400, true, null],
                  "c": [
                    "s",
                    {
                      "t": -0
                    }
                  ]
                }
                """)
        #expect(try self.text(#""a\nb""#) == #""a\nb""#)
    }

    @Test func `rows of numbers are cut after 20, and texts after 800 characters`() throws {
        let numbers = "[" + (1...23).map(String.init).joined(separator: ",") + "]"
        let texts = "[" + (1...21).map { "\"\($0)\"" }.joined(separator: ",") + "]"
        let text = "\"" + String(repeating: "w", count: 1000) + "\""

        #expect(try self.text(numbers).hasSuffix("19, 20, … 3 more]"))
        #expect(try self.text(numbers, isFull: true).hasSuffix("22, 23]"))
        #expect(try self.text(texts).hasSuffix("  \"20\",\n  … 1 more\n]"))
        #expect(try self.text(text).hasSuffix("w…\" (202 more characters)"))
        #expect(try self.text(text, isFull: true) == text)
    }
}
