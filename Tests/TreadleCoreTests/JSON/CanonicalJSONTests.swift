import Testing

@testable import TreadleCore

/// Against what Python's `json.dumps(value, sort_keys=True)` gives.
@Suite struct CanonicalJSONTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var digest: String
        var text: String
        var testDescription: String { self.text }
    }

    static let cases: [Case] = CanonicalJSONCases.lines.split(separator: "\n").map { line in
        Case(digest: String(line.prefix(43)), text: String(line.dropFirst(44)))
    }

    private func canonical(_ text: String) throws -> String {
        String(decoding: try RawJSON(text).canonicalBytes(), as: UTF8.self)
    }

    @Test func `there are several hundred known answers`() {
        #expect(Self.cases.count > 400)
    }

    @Test(arguments: cases)
    func `digests are those of Python`(known: Case) throws {
        let value = try RawJSON(known.text)
        let canonical = try self.canonical(known.text)
        #expect(Digest.content(of: value) == known.digest, "\(canonical)")
        // The whole text at once gives what the parts gave.
        #expect(Digest.content(value.canonicalBytes()[...]) == known.digest)
    }

    @Test(arguments: cases)
    func `inside of a list and an object, too`(known: Case) throws {
        let plain = try self.canonical(known.text)
        #expect(
            try self.canonical("[\(known.text),{\"b\":1,\"a\":[\(known.text)]}]")
                == "[\(plain), {\"a\": [\(plain)], \"b\": 1}]")
    }

    @Test func `all powers of two have the shortest digits, as in Python`() throws {
        let values = (-1074...1023).map { exponent in
            exponent < -1022
                ? Double(sign: .plus, exponent: -1074, significand: 1) * Double(1 << (exponent + 1074))
                : Double(sign: .plus, exponent: exponent, significand: 1)
        }
        let text = "[" + values.map(\.description).joined(separator: ",") + "]"
        #expect(Digest.content(of: try RawJSON(text)) == CanonicalJSONCases.powersOfTwo)
    }

    @Test func `spelled as documented`() throws {
        #expect(
            try self.canonical(#" {"b" : [1.0,-0,1E16,1e-7, 1e999] ,"\u0061":"é\/\ud83e 🧵\u007f","b":{"z":1,"y":2}}"#)
                == #"{"a": "\u00e9/\ud83e \ud83e\uddf5\u007f", "b": {"y": 2, "z": 1}}"#)
        // The last character of ASCII is escaped, though JSON would not ask for it.
        #expect(try self.canonical("{\"~\u{7F} \":1}") == #"{"~\u007f ": 1}"#)
        #expect(try self.canonical("[1e999,-1e999]") == "[Infinity, -Infinity]")
    }

    @Test func `an integer may be longer than Python reads`() throws {
        let digits = String(repeating: "7", count: 10_000)
        #expect(try self.canonical("[\(digits)]") == "[\(digits)]")
    }

    /// Around the size of the parts in which a digest is fed.
    @Test(arguments: [32_767, 32_768, 32_769, 65_536, 200_000])
    func `long texts go through in parts`(length: Int) throws {
        let plain = String(repeating: "w", count: length)
        let mixed = plain.dropLast() + "é" + plain
        for text in [
            #"{"b":"\#(plain)","a":1}"#, #"["\#(mixed)","\#(plain)"]"#,
            "[" + plain.map { _ in "1" }.joined(separator: ",") + "]",
        ] {
            let value = try RawJSON(text)
            let bytes = value.canonicalBytes()
            #expect(Digest.content(of: value) == Digest.content(bytes[...]))
            #expect(try RawJSON(bytes).canonicalBytes() == bytes)
        }
        #expect(try self.canonical(#"["\#(mixed)"]"#).utf8.count == 2 * length + 9)
    }

    @Test func `many members and deep nesting take no longer than they must`() throws {
        let depth = 250
        let members = (0..<20_000).map { "\"m\(($0 * 7919) % 20_000)\":\($0)" }.joined(separator: ",")
        let text =
            String(repeating: "{\"b\":", count: depth) + "{\(members)}" + String(repeating: ",\"a\":1}", count: depth)
        let bytes = try RawJSON(text).canonicalBytes()
        #expect(bytes.starts(with: #"{"a": 1, "b": {"a": 1, "b""#.utf8))
        #expect(Digest.content(of: try RawJSON(bytes)) == Digest.content(of: try RawJSON(text)))
    }

    @Test func `any value means the same in its canonical spelling`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let value = RawJSON(JSONValue.random(using: &generator))
            let canonical = try RawJSON(value.canonicalBytes())
            #expect(canonical.canonicalBytes() == Array(canonical.bytes))
            #expect(Digest.content(of: canonical) == Digest.content(of: value))
        }
    }

    @Test func `a table is named after its rows`() {
        #expect(Digest.table(ofRows: Self.cases.prefix(5).map(\.digest)) == CanonicalJSONCases.table)
        #expect(Digest.table(ofRows: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `bytes are named by letters and digits`() {
        #expect(Digest.content([]) == "47DEQpj8HBSaXYTImWX5JCeuQeRkm5NMpJWZG3hSuFU")
        #expect(Digest.content(Array("xwarpx".utf8)[1..<5]) == Digest.content(Array("warp".utf8)[...]))
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<100 {
            let name = Digest.content([UInt8](utf8: "\(generator.next())")[...])
            #expect(name.utf8.count == 43 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        }
    }
}
