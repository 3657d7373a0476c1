import Testing
import TreadleCore
import TreadleTrace
import TreadleTesting

@Suite struct JSONPathTests {
    private func path(_ names: [String]) -> JSONPath { JSONPath(names.map { QueryField.PathStep($0) }) }

    private static let json = #"""
        { "a" : 1, "b":{"c":[10, {"d":null} ,"x"] ,"":"empty"}, "a": 2 ,"k\u0065y":true, "wide 織":"é",
          "a.b":3,"q\"uote":"\"}]{[,", "0":"zero", "list":[[],[[1,2],[3]],{}], "nul\u0000":5, "b2":{"x":1},
          "b2":{"y":2}, "e\\":9,"empty":{} , "none":[ ] }
        """#

    private static let places: [([String], String?)] = [
        ([], json), (["a"], "2"), (["b", "c"], #"[10, {"d":null} ,"x"]"#), (["b", "c", "0"], "10"),
        (["b", "c", "1", "d"], "null"), (["b", "c", "2"], #""x""#), (["b", "c", "3"], nil), (["b", "c", "-1"], nil),
        (["b", "c", "00"], "10"), (["b", ""], #""empty""#), (["key"], "true"), (["wide 織"], #""é""#), (["a.b"], "3"),
        (["q\"uote"], #""\"}]{[,""#), (["0"], #""zero""#), (["list", "1", "0", "1"], "2"), (["list", "1", "1"], "[3]"),
        (["list", "0", "0"], nil), (["list", "2"], "{}"), (["nul\u{0}"], "5"), (["b2", "x"], nil), (["b2", "y"], "2"),
        (["e\\"], "9"), (["a", "b"], nil), (["b", "c", "d"], nil), (["nothing"], nil), (["empty", "a"], nil),
        (["none", "0"], nil), (["99999999999999999999"], nil), (["list", "99999999999999999999"], nil),
        (["k\\u0065y"], nil), (["none"], "[ ]"),
    ]

    @Test(arguments: places)
    func `a path leads to a value, or nowhere`(names: [String], expected: String?) throws {
        let json = try RawJSON(Self.json)
        let path = self.path(names)
        let wanted = try expected.map { try RawJSON($0) }

        #expect(json.value(at: path) == wanted)

        #expect(json.bytes.withUnsafeBufferPointer { path.value(in: $0) } == wanted)
        let again = try #require(JSONPath(encoded: path.encoded))
        #expect(json.value(at: again) == wanted)
    }

    @Test func `names are told apart by their bytes`() throws {
        let json = try RawJSON("{\"caf\u{E9}\":1,\"cafe\u{301}\":2}")
        #expect(json.value(at: self.path(["caf\u{E9}"]))?.text == "1")
        #expect(json.value(at: self.path(["cafe\u{301}"]))?.text == "2")
    }

    @Test func `every path has a text of its own`() throws {
        let paths: [[String]] = [
            [], [""], ["", ""], ["a"], ["a", "b"], ["ab"], ["a", ""], ["1:a"], ["1:a1:b"], ["1:a", "b"], ["é"], ["0:"],
        ]
        let encoded = paths.map { self.path($0).encoded }
        #expect(Set(encoded).count == paths.count)
        for text in encoded { #expect(JSONPath(encoded: text)?.encoded == text) }
    }

    @Test(arguments: [
        "a", "1", "1:", "-1:a", "2:a", ":a", "x:a", "1:a2", "99999999999999999999:a", "9223372036854775807:a",
    ])
    func `another text is no path`(text: String) {
        #expect(JSONPath(encoded: text.utf8) == nil)
    }

    @Test func `a walk finds what taking apart finds`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let raw = RawJSON(JSONValue.randomTree(depth: 4, using: &generator))
            let names = (0..<Int.random(in: 1..<5, using: &generator)).map { _ in
                JSONValue.treeNames.randomElement(using: &generator) ?? "a"
            }
            let expected = names.reduce(raw as RawJSON?) { value, name in
                guard value?.kind == .array else { return value?[name] }
                let elements = value?.elements() ?? []
                return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            }
            #expect(raw.value(at: self.path(names)) == expected, "\(raw) at \(names)")
        }
    }

    @Test func `text that was never checked leads nowhere bad`() throws {
        var generator = SeededGenerator(seed: 8)
        let alphabet = Array(#"{}[]",:\ a0u"#.utf8)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<24, using: &generator)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            for path in [self.path([]), self.path(["a"]), self.path(["0", "a"])] {
                bytes.withUnsafeBufferPointer { _ = path.value(in: $0) }
            }
        }
    }
}

extension JSONValue {
    static let treeNames = ["a", "b", "", "0", "1", "é"]

    /// A tree of which short paths of ``treeNames`` often find something.
    static func randomTree(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 2), using: &generator) {
        case 0: return .integer(Int.random(in: 0..<9, using: &generator))
        case 1: return ["w\"]}", nil, true, "{\\", ""].randomElement(using: &generator) ?? nil
        case 2:
            let count = Int.random(in: 0..<4, using: &generator)
            return .array((0..<count).map { _ in .randomTree(depth: depth - 1, using: &generator) })
        default:
            let count = Int.random(in: 0..<5, using: &generator)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        let name = Self.treeNames.randomElement(using: &generator) ?? "a"
                        return .init(name, .randomTree(depth: depth - 1, using: &generator))
                    }))
        }
    }
}
