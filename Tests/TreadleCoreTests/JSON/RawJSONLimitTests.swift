import Testing
import TreadleCore

@Suite struct RawJSONLimitTests {
    /// So many arrays or objects within each other, in turns.
    private static func nested(_ depth: Int, mixed: Bool) -> String {
        var (head, tail) = ("", "")
        for level in 0..<depth {
            let isObject = mixed && level % 3 == 1
            head += isObject ? #"{"a":"# : "["
            tail = (isObject ? "}" : "]") + tail
        }
        return head + (mixed ? "0" : "") + tail
    }

    @Test(arguments: [1, 2, 63, 64, 65, 66, 127, 128, 129, 193, 256], [false, true])
    func `the limit on depth is met from both sides`(depth: Int, mixed: Bool) throws {
        let limits = JSONLimits(maximumDepth: depth)
        let text = Self.nested(depth, mixed: mixed)
        #expect(try RawJSON(text, limits: limits).text == text)
        #expect(RawJSON(try JSONValue(parsing: text, limits: limits)).text == text)
        let error = #expect(throws: JSONError.self) {
            try RawJSON(Self.nested(depth + 1, mixed: mixed), limits: limits)
        }
        #expect(error?.message.contains("\(depth)") == true)
    }

    @Test func `the depth is 256 unless said otherwise`() throws {
        _ = try RawJSON(Self.nested(256, mixed: true))
        #expect(throws: JSONError.self) { try RawJSON(Self.nested(257, mixed: true)) }
    }

    @Test func `width is not depth`() throws {
        let text = "[" + Array(repeating: "[{}]", count: 10_000).joined(separator: ",") + "]"
        #expect(try RawJSON(text, limits: JSONLimits(maximumDepth: 3)).elements().count == 10_000)
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func `100,000 open brackets are refused without overflowing the stack`(bracket: String) {
        let text = String(repeating: bracket, count: 100_000)
        #expect(throws: JSONError.self) { try RawJSON(text) }
        #expect(throws: JSONError.self) { try RawJSON(text, limits: JSONLimits(maximumDepth: .max)) }
    }

    @Test func `100,000 levels are taken where they are allowed`() throws {
        let text = Self.nested(100_000, mixed: true)
        let raw = try RawJSON(text, limits: JSONLimits(maximumDepth: 100_000))
        #expect(raw.elements().count == 1)
    }

    @Test(arguments: 1..<64)
    func `a wrong bracket at any depth is refused`(depth: Int) {
        var text = Array(Self.nested(130, mixed: true).utf8)
        let index = text.count - depth
        text[index] = text[index] == UInt8(ascii: "]") ? UInt8(ascii: "}") : UInt8(ascii: "]")
        #expect(throws: JSONError.self) { try RawJSON(text) }
    }
}
