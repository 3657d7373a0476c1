import Testing
import TreadleCore
import TreadleModels
import TreadleTools

@Suite struct ChatChunkWriterTests {
    private let writer = ChatChunkWriter(id: "c-1", created: 17, model: "loom-1", includesUsage: true)

    @Test func `every kind of chunk has OpenAI's shape`() {
        func chunk(_ choice: String, _ usage: String = "null") -> String {
            #"{"id":"c-1","object":"chat.completion.chunk","created":17,"model":"loom-1","choices":[\#(choice)],"usage":\#(usage)}"#
        }
        func delta(_ delta: String) -> String { chunk(#"{"index":1,"delta":\#(delta),"finish_reason":null}"#) }
        #expect(self.writer.opening(choice: 1).text == delta(#"{"role":"assistant","content":""}"#))
        #expect(
            self.writer.opening(choice: 1, hasContent: false).text == delta(#"{"role":"assistant","content":null}"#))
        #expect(self.writer.text("warp", choice: 1).text == delta(#"{"content":"warp"}"#))
        #expect(self.writer.reasoning("hm", choice: 1).text == delta(#"{"reasoning_content":"hm"}"#))
        #expect(self.writer.refusal("no", choice: 1).text == delta(#"{"refusal":"no"}"#))
        #expect(
            self.writer.toolCall(2, id: "a", name: "weave", choice: 1).text
                == delta(
                    #"{"tool_calls":[{"index":2,"id":"a","type":"function","function":{"name":"weave","arguments":""}}]}"#
                ))
        #expect(
            self.writer.toolArguments("{}", of: 2, choice: 1).text
                == delta(#"{"tool_calls":[{"index":2,"function":{"arguments":"{}"}}]}"#))
        #expect(self.writer.finish("stop").text == chunk(#"{"index":0,"delta":{},"finish_reason":"stop"}"#))
    }

    @Test func `the whole answer is what its chunks add up to`() throws {
        let counts =
            #"{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"prompt_tokens_details":{"cached_tokens":1}}"#
        let usage = try #require(ChatCompletion(wire: try RawJSON(#"{"usage":\#(counts)}"#)).usage)
        let last = self.writer.usage(usage)
        #expect(last["usage"]?.text == counts)
        #expect(last["choices"]?.text == "[]")
        var accumulator = ChatAccumulator()
        for chunk in [
            self.writer.opening(), self.writer.reasoning("hm"), self.writer.text("warp "), self.writer.text("weft"),
            self.writer.toolCall(0, id: "a", name: "weave"), self.writer.toolArguments("{}", of: 0),
            self.writer.finish("tool_calls"), last,
        ] { _ = accumulator.add(chunk) }
        let choice = ChatChunkWriter.Choice(
            text: "warp weft", reasoning: "hm", toolCalls: [ToolCall(id: "a", name: "weave", arguments: "{}")],
            finishReason: "tool_calls")
        #expect(accumulator.completion() == self.writer.completion([choice], usage: usage))
    }
}
