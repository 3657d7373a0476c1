import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// Values that catch what goes wrong while they encode themselves, and go on.
@Suite struct SwallowedFailureTests {
    private struct Torn: Error {}

    private enum Key: String, CodingKey { case warp, weft, inner }

    private struct Custom: Encodable {
        let body: (any Encoder) throws -> Void
        func encode(to encoder: any Encoder) throws { try self.body(encoder) }
    }

    private let large = String(repeating: "w", count: (32 << 20) + 1)

    @Test func `a member whose failure is swallowed is left out`() {
        let value = Custom { encoder in
            var container = encoder.container(keyedBy: Key.self)
            try? container.encode(self.large, forKey: .warp)
            try? container.encode([self.large], forKey: .inner)
            try container.encode(1, forKey: .weft)
            try? container.encode(RawJSON(string: self.large), forKey: .warp)
        }
        #expect(recorded(value) == #"{"weft":1}"#)
        #expect(recorded([value, value]) == #"[{"weft":1},{"weft":1}]"#)
    }

    @Test func `an element whose failure is swallowed is left out`() {
        let value = Custom { encoder in
            var container = encoder.unkeyedContainer()
            try? container.encode(self.large)
            try container.encode(1)
            try? container.encode([self.large])
            try container.encode(2)
        }
        #expect(recorded(value) == "[1,2]")
    }

    @Test func `a value whose failure is swallowed wrote nothing`() {
        let value = Custom { encoder in
            var container = encoder.singleValueContainer()
            try? container.encode(self.large)
        }
        #expect(recorded(value) == "{}")
        #expect(recorded(["a": value]) == #"{"a":{}}"#)
        let second = Custom { encoder in
            var container = encoder.singleValueContainer()
            do { try container.encode([self.large]) } catch { try container.encode("too long") }
        }
        #expect(recorded(["a": second]) == #"{"a":"too long"}"#)
    }

    @Test func `values that are saved are JSON as well`() throws {
        let failing = Custom { _ in throw Torn() }
        let value = Custom { encoder in
            var container = encoder.container(keyedBy: Key.self)
            try? container.encode(failing, forKey: .warp)
            try container.encode(1, forKey: .weft)
            try? container.encode(failing, forKey: .inner)
        }
        #expect(try EncodedValue.json(of: value).text == #"{"weft":1}"#)
        #expect(try EncodedValue.json(of: [value]).text == #"[{"weft":1}]"#)
    }
}
