import Testing
import TreadleCore
import TreadleModels
import TreadleTools

@Suite struct ChatRequestTests {
    private func request(_ text: String) throws -> ChatRequest { try ChatRequest(wire: try RawJSON(text)) }

    @Test func `what is not known keeps its bytes`() throws {
        let text =
            #"{"model":"loom-1","x_warp":{"b":1.50,"a":123456789012345678901234567890},"messages":[{"role":"user","content":"é\u00e9","x":[ 1 ]}],"seed":1e2}"#
        let request = try self.request(text)
        #expect(request.wire.text == text)
        #expect(request.messages.map(\.wire.text) == [#"{"role":"user","content":"é\u00e9","x":[ 1 ]}"#])
        #expect(request.messages.map(\.text) == ["éé"])
        #expect(request.model == "loom-1")
    }

    @Test func `set changes members in their place and keeps the rest`() throws {
        var request = try self.request(#"{"model":"a", "x": 1.0,"messages":[{}],"stream":true}"#)
        #expect(request.isStreaming)
        request.set([
            ("model", RawJSON(string: "b")), ("stream", nil),
            ("stream_options", try RawJSON(#"{"include_usage":true}"#)),
        ])
        #expect(request.wire.text == #"{"model":"b","x":1.0,"messages":[{}],"stream_options":{"include_usage":true}}"#)
        #expect(request.model == "b")
        #expect(!request.isStreaming)
        #expect(request.includesUsage)
    }

    @Test func `append adds messages at the end and keeps those before`() throws {
        var request = try self.request(#"{"messages":[{"role":"user","content":"x","y":1.50}],"model":"a"}"#)
        request.append([.assistant("woven"), .tool(ToolResult(toolCallID: "c", content: "3 rows"))])
        #expect(
            request.wire.text
                == #"{"messages":[{"role":"user","content":"x","y":1.50},{"role":"assistant","content":"woven"},{"role":"tool","tool_call_id":"c","content":"3 rows"}],"model":"a"}"#
        )
    }

    @Test func `a request of our own has OpenAI's shape`() {
        let tool = ToolDefinition(name: "weave", description: "Weaves", parameters: ["type": "object"])
        #expect(
            ChatRequest(model: "loom-1", messages: [.system("s"), .user("u")], tools: [tool]).wire.text
                == #"{"model":"loom-1","messages":[{"role":"system","content":"s"},{"role":"user","content":"u"}],"tools":[{"type":"function","function":{"name":"weave","description":"Weaves","parameters":{"type":"object"}}}]}"#
        )
        #expect(ChatRequest(model: "m", messages: []).wire.text == #"{"model":"m","messages":[]}"#)
    }

    @Test(
        arguments: [
            ("[]", nil), ("3", nil), ("{}", "messages"), (#"{"messages":null}"#, "messages"),
            (#"{"messages":{}}"#, "messages"),
            (#"{"messages":[]}"#, "messages"), (#"{"messages":[ ]}"#, "messages"),
            (#"{"messages":[1],"stream":"yes"}"#, "stream"),
            (#"{"messages":[1],"model":7}"#, "model"),
        ] as [(String, String?)])
    func `a request of the wrong shape is refused by its member`(text: String, parameter: String?) {
        let error = #expect(throws: ModelError.self) { try self.request(text) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.parameter == parameter)
    }

    @Test func `null is the same as nothing`() throws {
        let request = try self.request(#"{"messages":[1],"model":null,"stream":null}"#)
        #expect(request.model == "")
        #expect(!request.isStreaming)
        #expect(!request.includesUsage)
    }

    @Test func `of members that stand twice the last one counts, and a change replaces both`() throws {
        var request = try self.request(#"{"model":"a","messages":[1],"model":"b"}"#)
        #expect(request.model == "b")
        request.set([("model", RawJSON(string: "c"))])
        #expect(request.wire.text == #"{"model":"c","messages":[1]}"#)
    }
}
