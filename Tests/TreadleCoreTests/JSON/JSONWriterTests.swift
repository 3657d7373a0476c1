import Testing
import TreadleCore

@Suite struct JSONWriterTests {
    @Test func `members and elements are separated, and what is empty is not`() {
        let raw = JSONWriter.object { writer in
            writer.object("empty") { _ in }
            writer.array("none") { _ in }
            writer.array("picks") { writer in
                writer.write(1)
                writer.beginArray()
                writer.endArray()
                writer.writeNull()
                writer.write(true)
            }
            writer.member("loom", "Jacquard")
            writer.member("raw", RawJSON.emptyObject)
            writer.member("value", JSONValue.array([1, "x", nil]))
            writer.member("on", false)
        }
        #expect(
            raw.text
                == #"{"empty":{},"none":[],"picks":[1,[],null,true],"loom":"Jacquard","raw":{},"value":[1,"x",null],"on":false}"#
        )
    }

    @Test func `strings are escaped where they must be and nowhere else`() {
        let raw = RawJSON(JSONValue.string("\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/é\u{7F}\u{2028}𝄞"))
        #expect(raw.text == #""\u0000\b\t\n\u000b\f\r\u001f \"\\/é"# + "\u{7F}\u{2028}𝄞\"")
    }

    @Test(arguments: [
        (0.0, "0.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e16, "1e+16"), (.leastNonzeroMagnitude, "5e-324"),
        (12.345, "12.345"),
        (.infinity, "null"), (-.infinity, "null"), (.nan, "null"), (.signalingNaN, "null"),
    ])
    func `doubles are written in full, and as null where JSON has no word for them`(value: Double, text: String) throws
    {
        let raw = JSONWriter.object { $0.member("v", value) }
        #expect(raw.text == "{\"v\":\(text)}")
        #expect(try RawJSON(raw.text) == raw)
        #expect(RawJSON(JSONValue.double(value)).text == text)
    }

    @Test func `integers are written to their limits`() {
        var writer = JSONWriter(capacity: 8)
        writer.beginArray()
        writer.write(Int.max)
        writer.write(Int.min)
        writer.endArray()
        #expect(writer.raw.text == "[9223372036854775807,-9223372036854775808]")
    }
}
