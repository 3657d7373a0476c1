public import TreadleCore
public import TreadleModels

extension ChatCompletion {
    /// A whole answer, every field with a default.
    public static func stub(
        text: String? = "Warp and weft.", toolCalls: JSONValue? = nil, finishReason: String = "stop",
        model: String = "loom-1", promptTokens: Int = 5, completionTokens: Int = 3
    ) -> ChatCompletion {
        ChatCompletion(
            wire: JSONWriter.object { writer in
                writer.member("id", "chatcmpl-1")
                writer.member("object", "chat.completion")
                writer.member("created", 1_700_000_000)
                writer.member("model", model)
                writer.array("choices") { writer in
                    writer.beginObject()
                    writer.member("index", 0)
                    writer.object("message") { writer in
                        writer.member("role", "assistant")
                        writer.member("content", text.map { RawJSON(string: $0) } ?? RawJSON.null)
                        if let toolCalls { writer.member("tool_calls", toolCalls) }
                    }
                    writer.member("finish_reason", finishReason)
                    writer.endObject()
                }
                writer.object("usage") { writer in
                    writer.member("prompt_tokens", promptTokens)
                    writer.member("completion_tokens", completionTokens)
                    writer.member("total_tokens", promptTokens + completionTokens)
                }
            })
    }
}

extension ChatChunk {
    /// A chunk that adds text.
    public static func stub(_ text: String) -> ChatChunk {
        ChatChunk(
            wire: RawJSON(
                JSONValue.object([
                    "id": "chatcmpl-1", "object": "chat.completion.chunk", "model": "loom-1",
                    "choices": [["index": 0, "delta": ["content": .string(text)], "finish_reason": nil]],
                ])), hasToken: true)
    }
}
