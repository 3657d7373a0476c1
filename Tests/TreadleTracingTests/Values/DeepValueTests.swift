import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// Values that nest deeper than what a trace server takes: they must not cost the call.
@Suite struct DeepValueTests {
    private enum Key: String, CodingKey { case next, picks }

    /// Nests by its superclass's encoder, which knows no value between.
    private final class Thread: Encodable {
        var next: Thread?

        init(length: Int) {
            if length > 1 { self.next = Thread(length: length - 1) }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(1, forKey: .picks)
            try self.next?.encode(to: container.superEncoder(forKey: .next))
        }
    }

    private struct Containers: Encodable {
        var depth: Int

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            for _ in 1..<self.depth { container = container.nestedUnkeyedContainer() }
            try container.encode(1)
        }
    }

    @Test func `values that nest in each other's encoders are cut like others`() {
        #expect(recorded(Thread(length: 40)).hasSuffix(String(repeating: "}", count: 40)))
        #expect(recorded(Thread(length: 300)).contains("nested deeper than 64 levels"))
        let circle = Thread(length: 2)
        circle.next?.next = circle
        #expect(recorded(circle).contains("nested deeper than 64 levels"))
        circle.next = nil
    }

    @Test func `containers that nest in each other are cut like values`() {
        #expect(recorded(Containers(depth: 64)).hasPrefix(String(repeating: "[", count: 64) + "1]"))
        #expect(recorded(Containers(depth: 65)).contains("nested deeper than 64 levels"))
        #expect(recorded(Containers(depth: 5000)).contains("nested deeper than 64 levels"))
    }

    /// The deepest that a server takes is the deepest that `RawJSON` takes, and a little for what is around.
    @Test(arguments: [240, 250, 256])
    func `JSON that is deep itself is not nested deeper than JSON may be`(depth: Int) throws {
        let raw = try RawJSON(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        var value: JSONValue = 1
        for _ in 0..<depth { value = .array([value]) }
        #expect(recorded([raw]).contains("nested deeper") == (depth > 254))
        let lists = [[[[[[[[[[[[[[[[raw]]]]]]]]]]]]]]]]
        #expect(recorded(lists).hasPrefix(String(repeating: "[", count: 16)))
        #expect(recorded(lists).contains("nested deeper") == (depth > 239))
        #expect(recorded([[[[[[[[[[[[[[[[value]]]]]]]]]]]]]]]]).contains("nested deeper") == (depth > 239))
    }

    @Test func `a tree without end is cut`() {
        var value: JSONValue = 1
        for _ in 0..<3000 { value = ["a": value] }
        #expect(recorded(value).contains("nested deeper"))
        #expect(recorded(["x": value], redacting: []).contains("nested deeper"))
    }
}
