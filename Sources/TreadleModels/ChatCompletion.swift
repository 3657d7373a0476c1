public import TreadleCore
public import TreadleTools
public import TreadleTracing

/// A whole answer: one `chat.completion` object, as it came or as it was put together from chunks.
public struct ChatCompletion: Sendable, Hashable {
    /// The object.
    public var wire: RawJSON

    /// Wraps an object.
    public init(wire: RawJSON) {
        self.wire = wire
    }

    /// The model that answered, as it calls itself.
    public var model: String? { self.wire["model"]?.string }
    /// What was counted, where the host says so.
    public var usage: TokenUsage? { self.wire["usage"].flatMap(TokenUsage.init(openAI:)) }
    /// The first choice.
    private var firstChoice: RawJSON? { self.wire["choices"]?.elements().first }
    /// The first choice's message.
    public var message: ChatMessage? { self.firstChoice?["message"].map(ChatMessage.init(wire:)) }
    /// The first choice's text; empty where it has none.
    public var text: String { self.message?.text ?? "" }
    /// The tools that the first choice asks for.
    public var toolCalls: [ToolCall] { self.message?.toolCalls ?? [] }
    /// Why the first choice ended: `stop`, `length`, `tool_calls`, `content_filter` …; `nil` where it has not.
    public var finishReason: String? { self.firstChoice?["finish_reason"]?.string }
}
