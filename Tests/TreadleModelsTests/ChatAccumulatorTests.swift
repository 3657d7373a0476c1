import Testing
import TreadleCore
import TreadleModels
import TreadleTools

@Suite struct ChatAccumulatorTests {
    private func accumulate(_ chunks: [String], limit: Int = 1 << 20) throws -> ChatAccumulator {
        var accumulator = ChatAccumulator(limit: limit)
        for chunk in chunks { _ = accumulator.add(try RawJSON(chunk)) }
        return accumulator
    }

    /// A chunk whose first choice has this delta.
    private func delta(_ delta: String, index: Int = 0, finish: String = "null") -> String {
        #"{"id":"c-1","object":"chat.completion.chunk","created":17,"model":"loom-1","choices":[{"index":\#(index),"delta":\#(delta),"finish_reason":\#(finish)}]}"#
    }

    @Test func `text is put together with the head of the first chunk`() throws {
        let accumulator = try self.accumulate([
            self.delta(#"{"role":"assistant","content":""}"#), self.delta(#"{"content":"warp "}"#),
            self.delta(#"{"content":"& \"weft\""}"#), self.delta("{}", finish: #""stop""#),
            #"{"id":"other","model":"other","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"x":{"y":1}},"service_tier":"flex","system_fingerprint":"fp"}"#,
        ])
        #expect(accumulator.isFinished)
        #expect(
            accumulator.completion().wire.text
                == #"{"id":"c-1","object":"chat.completion","created":17,"model":"loom-1","choices":[{"index":0,"message":{"role":"assistant","content":"warp & \"weft\""},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"x":{"y":1}},"service_tier":"flex","system_fingerprint":"fp"}"#
        )
    }

    @Test func `nothing at all is an answer without choices`() {
        let accumulator = ChatAccumulator()
        #expect(!accumulator.isFinished)
        #expect(accumulator.finishReason == nil)
        #expect(accumulator.completion().wire.text == #"{"object":"chat.completion","choices":[]}"#)
    }

    @Test func `choices are kept apart and come in order`() throws {
        let completion = try self.accumulate([
            self.delta(#"{"content":"b"}"#, index: 1), self.delta(#"{"content":"a"}"#),
            self.delta(#"{"content":"B"}"#, index: 1),
            self.delta("{}", index: 1, finish: #""length""#),
        ]).completion()
        let choices = try #require(completion.wire["choices"]).elements()
        #expect(choices.map { $0["message"]?["content"]?.string } == ["a", "bB"])
        #expect(choices.map { $0["finish_reason"]?.string } == [nil, "length"])
        #expect(completion.finishReason == nil)
        #expect(completion.text == "a")
    }

    @Test func `it is finished once every choice has told why it ended`() throws {
        let one = try self.accumulate([
            self.delta(#"{"content":"a"}"#), self.delta(#"{"content":"b"}"#, index: 1),
            self.delta("{}", finish: #""stop""#),
        ])
        #expect(!one.isFinished)
        var both = one
        _ = both.add(try RawJSON(self.delta("{}", index: 1, finish: #""stop""#)))
        #expect(both.isFinished)
    }

    @Test func `tool calls come in pieces, several at once`() throws {
        let completion = try self.accumulate([
            self.delta(
                #"{"role":"assistant","content":null,"tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"dye","arguments":""}}]}"#
            ),
            self.delta(
                #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"weave","arguments":"{\"rows\""}},{"index":1,"function":{"arguments":"{}"}}]}"#
            ),
            self.delta(#"{"tool_calls":[{"index":0,"id":"","function":{"arguments":":3}"}}]}"#),
            self.delta("{}", finish: #""tool_calls""#),
        ]).completion()
        #expect(
            completion.toolCalls == [
                ToolCall(id: "a", name: "weave", arguments: #"{"rows":3}"#),
                ToolCall(id: "b", name: "dye", arguments: "{}"),
            ])
        #expect(completion.wire["choices"]?.elements().first?["message"]?["content"]?.isNull == true)
    }

    @Test func `whole tool calls without an index are calls of their own`() throws {
        let calls = try self.accumulate([
            self.delta(
                #"{"tool_calls":[{"id":"a","function":{"name":"weave","arguments":"{}"}},{"id":"b","function":{"name":"dye","arguments":"{}"}}]}"#
            )
        ]).completion().toolCalls
        #expect(calls.map(\.id) == ["a", "b"])
    }

    @Test func `a refusal and reasoning are kept beside the text`() throws {
        let completion = try self.accumulate([
            self.delta(#"{"reasoning_content":"hm"}"#), self.delta(#"{"reasoning":"m"}"#),
            self.delta(#"{"refusal":"I "}"#),
            self.delta(#"{"refusal":"won't"}"#),
        ]).completion()
        #expect(
            completion.message?.wire.text
                == #"{"role":"assistant","content":null,"refusal":"I won't","reasoning_content":"hmm"}"#)
    }

    @Test(arguments: [
        "1", "null", "[]", "{}", #"{"choices":1}"#, #"{"choices":[1,null,{}]}"#, #"{"choices":[{"delta":3}]}"#,
        #"{"choices":[{"index":"x","delta":{"content":{"a":1},"tool_calls":[7,{"function":[]}]}}]}"#,
        #"{"id":7,"created":null,"model":[],"usage":3}"#, #"{"choices":[{"index":99999999999999999999,"delta":{}}]}"#,
    ])
    func `nothing that comes can make it fail`(chunk: String) throws {
        let accumulator = try self.accumulate([self.delta(#"{"content":"a"}"#), chunk, self.delta(#"{"content":"b"}"#)])
        #expect(accumulator.completion().text == "ab")
    }

    @Test(arguments: [
        (#"{"role":"assistant","content":""}"#, false), ("{}", false), (#"{"content":"w"}"#, true),
        (#"{"reasoning_content":"w"}"#, true), (#"{"refusal":"w"}"#, true),
        (#"{"tool_calls":[{"index":0,"id":"a","function":{"name":"weave","arguments":""}}]}"#, true),
    ])
    func `a chunk with something to see is told apart`(delta: String, hasToken: Bool) throws {
        var accumulator = ChatAccumulator()
        let wire = try RawJSON(self.delta(delta))
        #expect(accumulator.add(wire) == ChatChunk(wire: wire, hasToken: hasToken))
    }

    @Test func `text over the limit is left out, text up to it kept`() throws {
        let chunks = [#"{"content":"warp"}"#, #"{"content":"weft"}"#].map { self.delta($0) }
        #expect(try self.accumulate(chunks, limit: 8).completion().text == "warpweft")
        #expect(try self.accumulate(chunks, limit: 7).completion().text == "warp")
    }
}
