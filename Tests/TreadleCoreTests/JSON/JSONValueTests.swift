import Testing
import TreadleCore

@Suite struct JSONValueTests {
    @Test(arguments: [
        "123456789012345678901234567890", "1.0", "1", "1.10", "1e5", "1E+05", "-0", "-0.0", "0.1e-7", "1e999",
    ])
    func `a number keeps its spelling`(text: String) throws {
        #expect(RawJSON(try JSONValue(parsing: text)).text == text)
        #expect(RawJSON(try JSONValue(parsing: "[\(text)]")).text == "[\(text)]")
    }

    @Test func `members keep their order, and those of one name both stay`() throws {
        let text = #"{"z":1,"a":2,"z":3}"#
        let value = try JSONValue(parsing: text)
        #expect(RawJSON(value).text == text)
        #expect(value.object?.names == ["z", "a", "z"])
    }

    @Test func `setting a member keeps its place, and nil takes it out`() {
        var object: JSONObject = ["warp": 1, "weft": 2]
        object["warp"] = 3
        object["pick"] = 4
        #expect(object.names == ["warp", "weft", "pick"])
        #expect(object["warp"] == 3)
        object["weft"] = nil
        #expect(object.names == ["warp", "pick"])
    }

    @Test func `a value is read as its own kind alone`() {
        let value: JSONValue = ["n": nil, "b": true, "i": 1, "d": 1.5, "s": "x", "a": [1, 2]]
        #expect(value["i"]?.integer == 1 && value["i"]?.double == 1 && value["i"]?.string == nil)
        #expect(value["d"]?.integer == nil && value["d"]?.double == 1.5)
        #expect(value["s"]?.string == "x" && value["b"]?.boolean == true && value["n"] == .null)
        #expect(value["a"]?[1] == 2)
        #expect(value["a"]?[2] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["s"]?[0] == nil)
        #expect(value["none"] == nil)
        #expect(value["n"] != nil)
        #expect(JSONValue.double(.nan) == .null)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a random value survives writing and parsing`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let value = JSONValue.random(using: &generator)
            let raw = RawJSON(value)
            let checked = try RawJSON(raw.text)
            #expect(checked == raw)
            #expect(JSONValue(checked) == value)
            #expect(RawJSON(JSONValue(checked)) == raw)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a text with one byte changed is refused, or is a value that survives`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var bytes = Array(RawJSON(JSONValue.random(using: &generator)).bytes)
            for _ in 0..<20 {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                let old = bytes[index]
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
                if let raw = try? RawJSON(bytes) {
                    let value = JSONValue(raw)
                    #expect(try JSONValue(RawJSON(RawJSON(value).text)) == value)
                }
                bytes[index] = old
            }
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `no proper prefix of a random object is taken`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let bytes = RawJSON(JSONValue.array([.random(using: &generator)])).bytes
            for length in 0..<bytes.count { #expect((try? RawJSON(bytes.prefix(length))) == nil) }
        }
    }
}
