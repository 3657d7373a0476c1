public import TreadleCore
public import TreadleTools

/// One message of a conversation: OpenAI's object, kept as it came.
public struct ChatMessage: Sendable, Hashable {
    /// The object.
    public var wire: RawJSON

    /// Wraps an object.
    public init(wire: RawJSON) {
        self.wire = wire
    }

    /// Who speaks, as a word of OpenAI's: `system`, `user`, `assistant`, `tool` …
    public var role: String? { self.wire["role"]?.string }

    /// The text: the content itself, or its text parts put together; empty where there is none.
    public var text: String {
        guard let content = self.wire["content"] else { return "" }
        if let text = content.string { return text }
        return content.elements().compactMap { $0["text"]?.string }.joined()
    }

    /// The tools that an assistant's message asks for.
    public var toolCalls: [ToolCall] {
        (self.wire["tool_calls"]?.elements() ?? []).map { call in
            ToolCall(
                id: call["id"]?.string ?? "", name: call["function"]?["name"]?.string ?? "",
                arguments: call["function"]?["arguments"]?.string ?? "")
        }
    }

    /// The call that a tool's message answers.
    public var toolCallID: String? { self.wire["tool_call_id"]?.string }

    private static func make(_ role: String, _ text: String) -> ChatMessage {
        ChatMessage(
            wire: JSONWriter.object { writer in
                writer.member("role", role)
                writer.member("content", text)
            })
    }

    /// What the model should be.
    public static func system(_ text: String) -> ChatMessage { self.make("system", text) }
    /// What a person says.
    public static func user(_ text: String) -> ChatMessage { self.make("user", text) }
    /// What the model said.
    public static func assistant(_ text: String) -> ChatMessage { self.make("assistant", text) }

    /// What a tool answered.
    public static func tool(_ result: ToolResult) -> ChatMessage {
        ChatMessage(
            wire: JSONWriter.object { writer in
                writer.member("role", "tool")
                writer.member("tool_call_id", result.toolCallID)
                writer.member("content", result.content)
            })
    }
}
