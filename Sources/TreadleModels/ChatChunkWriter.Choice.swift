package import TreadleCore
package import TreadleTools

extension ChatChunkWriter {
    /// One choice of a whole answer.
    package struct Choice: Sendable {
        package var text: String?
        package var reasoning: String
        package var refusal: String
        package var toolCalls: [ToolCall]
        package var finishReason: String

        package init(
            text: String?, reasoning: String = "", refusal: String = "", toolCalls: [ToolCall] = [],
            finishReason: String
        ) {
            self.text = text
            self.reasoning = reasoning
            self.refusal = refusal
            self.toolCalls = toolCalls
            self.finishReason = finishReason
        }

        func write(_ index: Int, to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("index", index)
            writer.object("message") { writer in
                writer.member("role", "assistant")
                writer.member("content", self.text.map(JSONValue.string) ?? .null)
                if !self.refusal.isEmpty { writer.member("refusal", self.refusal) }
                if !self.reasoning.isEmpty { writer.member("reasoning_content", self.reasoning) }
                if !self.toolCalls.isEmpty {
                    writer.array("tool_calls") { writer in
                        for call in self.toolCalls { writer.write(call.openAIWire) }
                    }
                }
            }
            writer.member("finish_reason", self.finishReason)
            writer.endObject()
        }
    }
}

extension ToolCall {
    /// `{"id", "type": "function", "function": {"name", "arguments"}}`.
    package var openAIWire: JSONValue {
        [
            "id": .string(self.id), "type": "function",
            "function": ["name": .string(self.name), "arguments": .string(self.arguments)],
        ]
    }
}
