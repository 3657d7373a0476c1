public import TreadleCore

/// A request for embeddings: OpenAI's object, kept as it came.
public struct EmbeddingRequest: Sendable, Hashable {
    /// The object; members we do not know travel along.
    public private(set) var wire: RawJSON

    /// Takes an object.
    ///
    /// - Throws: ``ModelError`` with ``ModelError/Code/invalidRequest`` when it is none, or `model` is no string.
    public init(wire: RawJSON) throws(ModelError) {
        guard wire.kind == .object else {
            throw ModelError(.invalidRequest, "the request must be a JSON object, not \(wire.kind.rawValue)")
        }
        if let model = wire["model"], model.kind != .string, !model.isNull {
            throw ModelError(.invalidRequest, "model must be a string", parameter: "model")
        }
        self.wire = wire
    }

    /// Asks for the embeddings of some texts.
    public init(model: String, input: [String]) {
        self.wire = JSONWriter.object { writer in
            writer.member("model", model)
            writer.member("input", .array(input.map(JSONValue.string)))
        }
    }

    /// The model's name; empty where the request leaves it open.
    public var model: String { self.wire["model"]?.string ?? "" }

    /// Sets members or, with `nil`, takes them out; all else keeps its bytes.
    public mutating func set(_ changes: [(name: String, value: RawJSON?)]) {
        self.wire = self.wire.setting(changes)
    }
}
