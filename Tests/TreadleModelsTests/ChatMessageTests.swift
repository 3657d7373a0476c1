import Testing
import TreadleCore
import TreadleModels
import TreadleTools

@Suite struct ChatMessageTests {
    private func message(_ text: String) throws -> ChatMessage { ChatMessage(wire: try RawJSON(text)) }

    @Test(arguments: [
        (#"{"content":"warp"}"#, "warp"), (#"{"content":null}"#, ""), ("{}", ""), (#"{"content":7}"#, ""),
        (
            #"{"content":[{"type":"text","text":"warp "},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"weft"}]}"#,
            "warp weft"
        ),
        (#"{"content":"a\nb\ud83e\uddf6"}"#, "a\nb🧶"),
    ])
    func `text is the content or its text parts`(wire: String, text: String) throws {
        #expect(try self.message(wire).text == text)
    }

    @Test func `tool calls are read as they stand`() throws {
        let message = try self.message(
            #"{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"weave","arguments":"{\"rows\": 3}"}},{}]}"#
        )
        #expect(
            message.toolCalls == [
                ToolCall(id: "a", name: "weave", arguments: #"{"rows": 3}"#), ToolCall(id: "", name: "", arguments: ""),
            ])
        #expect(try self.message(#"{"tool_calls":null}"#).toolCalls == [])
    }

    @Test func `messages of our own are written as OpenAI writes them`() {
        #expect(ChatMessage.user("\"warp\"\n").wire.text == #"{"role":"user","content":"\"warp\"\n"}"#)
        #expect(ChatMessage.system("s").role == "system")
        #expect(ChatMessage.assistant("a").role == "assistant")
        let tool = ChatMessage.tool(ToolResult(toolCallID: "call_1", content: "9°C", isError: true))
        #expect(tool.wire.text == #"{"role":"tool","tool_call_id":"call_1","content":"9°C"}"#)
        #expect(tool.toolCallID == "call_1")
    }

    @Test func `a completion is read from its first choice`() throws {
        let completion = ChatCompletion(
            wire: try RawJSON(
                #"{"model":"loom-1","choices":[{"message":{"content":"a"},"finish_reason":"stop"},{"message":{"content":"b"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#
            ))
        #expect(completion.text == "a")
        #expect(completion.model == "loom-1")
        #expect(completion.finishReason == "stop")
        #expect(completion.usage != nil)
        #expect(completion.toolCalls == [])
    }

    @Test(arguments: ["{}", "1", #"{"choices":[]}"#, #"{"choices":[7]}"#, #"{"choices":{},"usage":null}"#])
    func `an odd completion reads as an empty one`(wire: String) throws {
        let completion = ChatCompletion(wire: try RawJSON(wire))
        #expect(completion.text == "")
        #expect(completion.finishReason == nil)
        #expect(completion.usage == nil)
        #expect(completion.toolCalls == [])
    }
}
