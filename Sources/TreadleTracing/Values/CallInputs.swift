internal import TreadleCore

/// The arguments of a call by name, in their order, as they go into its record.
///
/// ```swift
/// withCall("weave_cloth", inputs: ["warp": warp, "ends": 400]) { call in … }
/// ```
///
/// Values are encoded at once, on the caller, and only where the call is recorded. A value that fails to encode itself
/// is replaced by a text that says so.
public struct CallInputs: ExpressibleByDictionaryLiteral {
    private var members: [(name: String, value: any Encodable)]

    public init(dictionaryLiteral elements: (String, any Encodable)...) { self.members = elements }

    /// Makes inputs of pairs.
    public init(_ members: [(name: String, value: any Encodable)] = []) { self.members = members }

    /// Whether there are none.
    public var isEmpty: Bool { self.members.isEmpty }

    /// Adds one behind the others.
    public mutating func append(_ name: String, _ value: any Encodable) { self.members.append((name, value)) }

    /// The inputs as JSON.
    func encoded(by rules: ValueRules) -> RawJSON {
        if self.members.isEmpty { return .emptyObject }
        let sink = ValueSink(rules)
        sink.writer.beginObject()
        for member in self.members { sink.member(member.name, member.value) }
        sink.writer.endObject()
        return sink.finish()
    }
}
