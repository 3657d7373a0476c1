public import TreadleCore
public import TreadleTools

/// A request for an answer: OpenAI's chat object, kept as it came.
public struct ChatRequest: Sendable, Hashable {
    /// The object; members we do not know travel along.
    public private(set) var wire: RawJSON
    /// The model's name; empty where the request leaves it open.
    public private(set) var model: String
    /// Whether a streamed answer is asked for.
    public private(set) var isStreaming: Bool

    /// Takes an object.
    ///
    /// - Throws: ``ModelError`` with ``ModelError/Code/invalidRequest``, naming the member, when it is no object,
    ///   `messages` is no array or empty, or `model` or `stream` have the wrong kind.
    public init(wire: RawJSON) throws(ModelError) {
        guard wire.kind == .object else {
            throw ModelError(.invalidRequest, "the request must be a JSON object, not \(wire.kind.rawValue)")
        }
        let values = wire.values(for: ["messages", "stream", "model"])
        guard let messages = values[0] else {
            throw ModelError(.invalidRequest, "messages is required", parameter: "messages")
        }
        let isEmpty = messages.bytes.dropFirst().first { $0 > 0x20 } == UInt8(ascii: "]")
        guard messages.kind == .array, !isEmpty else {
            throw ModelError(
                .invalidRequest, "messages must be an array with at least one message", parameter: "messages")
        }
        if let stream = values[1], stream.kind != .boolean, !stream.isNull {
            throw ModelError(.invalidRequest, "stream must be true or false", parameter: "stream")
        }
        if let model = values[2], model.kind != .string, !model.isNull {
            throw ModelError(.invalidRequest, "model must be a string", parameter: "model")
        }
        self.wire = wire
        self.isStreaming = values[1]?.boolean ?? false
        self.model = values[2]?.string ?? ""
    }

    /// Asks a model to continue a conversation.
    public init(model: String, messages: [ChatMessage], tools: [ToolDefinition] = []) {
        self.wire = JSONWriter.object { writer in
            writer.member("model", model)
            writer.array("messages") { writer in for message in messages { writer.write(message.wire) } }
            if !tools.isEmpty { writer.member("tools", .array(tools.map(\.openAIWire))) }
        }
        self.model = model
        self.isStreaming = false
    }

    /// Whether a streamed answer should end with a chunk that tells the usage.
    public var includesUsage: Bool { self.wire["stream_options"]?["include_usage"]?.boolean ?? false }

    /// The messages, in order.
    public var messages: [ChatMessage] { self.wire["messages"]?.elements().map(ChatMessage.init(wire:)) ?? [] }

    /// Sets members or, with `nil`, takes them out; all else keeps its bytes.
    public mutating func set(_ changes: [(name: String, value: RawJSON?)]) {
        self.wire = self.wire.setting(changes)
        for (name, value) in changes {
            switch name {
            case "model": self.model = value?.string ?? ""
            case "stream": self.isStreaming = value?.boolean ?? false
            default: break
            }
        }
    }

    /// Adds messages at the end.
    public mutating func append(_ messages: [ChatMessage]) {
        var writer = JSONWriter(capacity: self.wire.bytes.count)
        writer.beginArray()
        for message in self.messages + messages { writer.write(message.wire) }
        writer.endArray()
        self.set([("messages", writer.raw)])
    }
}
