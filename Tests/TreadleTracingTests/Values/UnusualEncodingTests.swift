import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// What `Encodable` allows, and what it does not, and values that fail.
@Suite struct UnusualEncodingTests {
    private struct Torn: Error {}

    private enum Key: String, CodingKey { case warp, weft, inner, api_key }

    /// A value whose encoding is the test's.
    private struct Custom: Encodable {
        let body: (any Encoder) throws -> Void
        func encode(to encoder: any Encoder) throws { try self.body(encoder) }
    }

    private class Loom: Encodable {
        var name = "jacquard"
    }

    private final class FastLoom: Loom {
        var picks = 900
        private enum Key: CodingKey { case picks }
        override func encode(to encoder: any Encoder) throws {
            try super.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(self.picks, forKey: .picks)
        }
    }

    private final class NestedLoom: Loom {
        private enum Key: CodingKey { case picks }
        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try super.encode(to: container.superEncoder())
            try container.encode(7, forKey: .picks)
        }
    }

    private final class Thread: Encodable {
        var next: Thread?
    }

    @Test func `a subclass may share its superclass's object, or nest it`() {
        #expect(recorded(FastLoom()) == #"{"name":"jacquard","picks":900}"#)
        #expect(recorded(NestedLoom()) == #"{"super":{"name":"jacquard"},"picks":7}"#)
    }

    @Test func `containers may be filled in turn`() {
        let value = Custom { encoder in
            var outer = encoder.container(keyedBy: Key.self)
            var warp = outer.nestedUnkeyedContainer(forKey: .warp)
            var weft = outer.nestedContainer(keyedBy: Key.self, forKey: .weft)
            try warp.encode(1)
            try weft.encode("a", forKey: .inner)
            try outer.encode(true, forKey: .inner)
            try warp.encode(2)
            var deeper = warp.nestedUnkeyedContainer()
            try weft.encode("b", forKey: .warp)
            try deeper.encode(3)
            try warp.encodeNil()
            #expect(warp.count == 4)
        }
        #expect(recorded(value) == #"{"warp":[1,2,[3],null],"weft":{"inner":"a","warp":"b"},"inner":true}"#)
        #expect(recorded([value, value]).utf8.count == 2 * recorded(value).utf8.count + 3)
    }

    @Test func `a value that writes nothing is an empty object`() {
        #expect(recorded(Custom { _ in }) == "{}")
        #expect(recorded([Custom { _ in }]) == "[{}]")
    }

    @Test func `a value that fails is a text, and all around it stays`() {
        let failing = Custom { encoder in
            var container = encoder.container(keyedBy: Key.self)
            try container.encode("half", forKey: .warp)
            _ = container.nestedUnkeyedContainer(forKey: .weft)
            throw Torn()
        }
        #expect(recorded(failing) == #""could not be encoded: Torn""#)
        #expect(recorded(["a": failing]) == #"{"a":"could not be encoded: Torn"}"#)
        #expect(recorded([failing, failing]) == #"["could not be encoded: Torn","could not be encoded: Torn"]"#)
        let invalid = Custom { encoder in
            throw EncodingError.invalidValue("secret", .init(codingPath: [], debugDescription: "no such yarn"))
        }
        #expect(recorded(invalid) == #""could not be encoded: String: no such yarn""#)
    }

    @Test func `an encoding that no JSON can follow is refused, and what is recorded is JSON`() {
        let twice = Custom { encoder in
            var container = encoder.singleValueContainer()
            try container.encode(1)
            try container.encode(2)
        }
        #expect(recorded(twice).hasPrefix(#""could not be encoded: its encode(to:)"#))
        let mixed = Custom { encoder in
            var keyed = encoder.container(keyedBy: Key.self)
            try keyed.encode(1, forKey: .warp)
            var unkeyed = encoder.unkeyedContainer()
            try unkeyed.encode(2)
            try keyed.encode(3, forKey: .weft)
        }
        #expect(recorded(mixed) == #"{"warp":1,"weft":3}"#)
        var kept: (any UnkeyedEncodingContainer)?
        let keeping = Custom { kept = $0.unkeyedContainer() }
        #expect(recorded([keeping]) == "[[]]")
        #expect(throws: (any Error).self) { try kept?.encode(1) }
    }

    @Test func `a circle of references ends`() {
        let thread = Thread()
        thread.next = thread
        let text = recorded(thread)
        #expect(
            text.hasSuffix(#""nested deeper than 64 levels""# + String(repeating: "}", count: 63))
                || text.contains("nested deeper"))
        thread.next = nil
        let chain = (0..<30).reduce(Thread()) { inner, _ in
            let outer = Thread()
            outer.next = inner
            return outer
        }
        #expect(!recorded(chain).contains("deeper"))
    }

    @Test func `values beyond the limit on a call's size are a text, those up to it are kept`() {
        let limit = 32 << 20
        let large = String(repeating: "w", count: limit + 1)
        let recorder = RecordingRecorder()
        let tracer = Tracer(projectID: "mill/looms", recorder: recorder)
        tracer.startCall("weave", inputs: ["small": 1, "large": large, "last": [large, "x"], "more": true]).finish()
        tracer.startCall("weave", inputs: ["value": String(large.dropLast(100))]).finish()
        let inputs = recorder.calls.first?.inputs
        let text = "could not be encoded: larger than \(limit) bytes, the limit on what one call records"
        #expect(inputs?["large"]?.string == text)
        #expect(inputs?["last"]?.string == text)
        #expect(inputs?["small"]?.integer == 1)
        #expect(inputs?["more"]?.boolean == true)
        #expect(recorder.calls.last?.inputs["value"]?.bytes.count == limit - 97)
    }

    @Test func `a tree of references that grows without end stops at the limit`() {
        final class Knot: Encodable {
            var strands: [Knot] = []
        }
        let knot = Knot()
        knot.strands = [knot, knot, knot]
        #expect(recorded(knot).hasPrefix(#""could not be encoded: larger than"#))
    }
}
