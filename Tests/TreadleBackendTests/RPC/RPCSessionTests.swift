import Testing
import TreadleCore
import TreadleHTTP
import TreadleModels
import TreadleTesting
import TreadleTrace

@testable import TreadleBackend

@Suite struct RPCSessionTests {
    private let question = #"{"messages":[{"role":"user","content":"hi"}],"vendor":1.50}"#

    @Test func `ping and tools_list are answered at once and not traced`() async {
        var client = RPCFixture()
        client.send(#"{"type":"ping","request_id":"1"}"#)
        #expect(await client.next().text == #"{"type":"ping_response","request_id":"1","data":{"pong":true}}"#)
        client.send("tools_list", "2")
        let tools = await client.next()
        #expect(tools["type"]?.string == "tools_list_response")
        #expect(tools["data"]?["tools"]?.elements().compactMap { $0["name"]?.string } == ["calculator", "get_weather"])
        #expect(client.recorder.calls.isEmpty)
    }

    @Test func `a chat is given what it lacks, answered whole, and traced`() async throws {
        var client = RPCFixture()
        client.send("chat_completion", "a", self.question)
        let answer = await client.next()
        #expect(answer["type"]?.string == "chat_completion_response")
        #expect(answer["request_id"]?.string == "a")
        #expect(answer["data"] == ChatCompletion.stub().wire)
        let sent = try #require(client.model.requests.first?.wire)
        #expect(sent["model"]?.string == "loom-1")
        #expect(sent["max_tokens"]?.integer == 1000)
        #expect(sent["temperature"]?.text == "0.7")
        #expect(sent["vendor"]?.text == "1.50")
        #expect(client.recorder.calls.map(\.opName) == ["scripted.chat.completions.create", "chat_completion"])
    }

    @Test func `what a payload says is kept`() async throws {
        var client = RPCFixture()
        client.send(
            "chat_completion", "a",
            #"{"messages":[{}],"model":"loom-2","max_completion_tokens":5,"temperature":0,"tools":[{"name":"t","parameters":{}},{"type":"function","function":{"name":"u"}}]}"#
        )
        _ = await client.next()
        let sent = try #require(client.model.requests.first?.wire)
        #expect(sent["model"]?.string == "loom-2")
        #expect(sent["max_tokens"] == nil)
        #expect(sent["temperature"]?.text == "0")
        #expect(sent["tools"]?.elements().map { $0["function"]?["name"]?.string } == ["t", "u"])
    }

    @Test func `a stream is chunks and one end with the whole answer`() async throws {
        var client = RPCFixture([.completion(.stub(), chunks: [.stub("Warp"), .stub(" and weft.")])])
        client.send("chat_completion_stream", "s", self.question)
        for expected in ["Warp", " and weft."] {
            let chunk = await client.next()
            #expect(chunk["type"]?.string == "chat_completion_stream_chunk")
            #expect(chunk["data"] == ChatChunk.stub(expected).wire)
        }
        let end = await client.next()
        #expect(end["type"]?.string == "chat_completion_stream_end")
        #expect(end["data"]?["content"]?.string == "Warp and weft.")
        #expect(end["data"]?["finish_reason"]?.string == "stop")
        #expect(end["data"]?["usage"]?["total_tokens"]?.integer == 8)
        let call = try #require(client.recorder.calls(named: "chat_completion_stream").first)
        #expect(call.output == ChatCompletion.stub().wire)
        #expect(call.summary["treadle"]?["time_to_first_token_ms"]?.double != nil)
    }

    @Test func `embeddings and tools are answered`() async {
        var client = RPCFixture()
        client.send("embedding", "e", #"{"input":"weft"}"#)
        #expect(await client.next()["type"]?.string == "embedding_response")
        client.send(
            "tool_execute", "t",
            #"{"tool_call":{"id":"c1","type":"function","function":{"name":"calculator","arguments":"{\"expression\":\"6*7\"}"}}}"#
        )
        let result = await client.next()
        #expect(result["type"]?.string == "tool_execute_response")
        #expect(result["data"]?["tool_call_id"]?.string == "c1")
        #expect(result["data"]?["content"]?.string?.contains("42") == true)
        #expect(client.recorder.calls.map(\.opName).contains("tool.calculator"))
    }

    @Test(arguments: [
        ("not json", nil), ("[]", nil), ("{}", nil), (#"{"type":"ping"}"#, nil),
        (#"{"type":"ping","request_id":1}"#, nil),
        (#"{"type":"ping","request_id":""}"#, nil), (#"{"type":"ping","request_id":null}"#, nil),
        (#"{"request_id":"a"}"#, "a"), (#"{"type":1,"request_id":"a"}"#, "a"), (#"{"type":"x","request_id":"a"}"#, "a"),
        (#"{"type":"ping","request_id":"a","payload":[]}"#, "a"), (String(repeating: "[", count: 100_000), nil),
        (#"{"type":"chat_completion","request_id":"a"}"#, "a"),
        (#"{"type":"chat_completion","request_id":"a","payload":{"messages":1}}"#, "a"),
        (#"{"type":"chat_completion","request_id":"a","payload":{"messages":[{}],"execute_tools":1}}"#, "a"),
        (
            #"{"type":"chat_completion","request_id":"a","payload":{"messages":[{}],"execute_tools":true,"max_steps":33}}"#,
            "a"
        ),
        (#"{"type":"chat_completion","request_id":"a","payload":{"messages":[{}],"tools":{}}}"#, "a"),
        (#"{"type":"embedding","request_id":"a","payload":{}}"#, "a"),
        (#"{"type":"tool_execute","request_id":"a","payload":{}}"#, "a"),
        (
            #"{"type":"tool_execute","request_id":"a","payload":{"tool_call":{"function":{"name":"none","arguments":"{}"}}}}"#,
            "a"
        ),
        (
            #"{"type":"tool_execute","request_id":"a","payload":{"tool_call":{"function":{"name":"calculator","arguments":"{"}}}}"#,
            "a"
        ),
        (#"{"type":"cancel","request_id":"a","payload":{"request_id":1}}"#, "a"),
    ])
    func `bad input is answered clearly and the connection lives on`(text: String, id: String?) async {
        var client = RPCFixture()
        client.send(text)
        let error = await client.next()
        #expect(error["type"]?.string == "error")
        #expect(error["request_id"]?.string == id)
        #expect(error["data"]?["category"]?.string == "validation")
        #expect(error["data"]?["retryable"]?.boolean == false)
        #expect(error["error"]?.string?.isEmpty == false)
        client.send("ping", "p")
        #expect(await client.next()["type"]?.string == "ping_response")
    }

    @Test func `wrong tool arguments name the path`() async {
        var client = RPCFixture()
        client.send(
            "tool_execute", "t",
            #"{"tool_call":{"function":{"name":"get_weather","arguments":"{\"location\":\"Ulm\",\"unit\":\"kelvin\"}"}}}"#
        )
        let error = await client.next()
        #expect(error["data"]?["path"]?.string == "/unit")
        #expect(error["data"]?["category"]?.string == "validation")
    }

    @Test func `a request_id has up to 256 bytes`() async {
        var client = RPCFixture()
        client.send("ping", String(repeating: "x", count: 256))
        #expect(await client.next()["type"]?.string == "ping_response")
        client.send("ping", String(repeating: "x", count: 257))
        #expect(await client.next()["type"]?.string == "error")
    }

    @Test func `a binary message closes with 1003`() {
        let client = RPCFixture()
        client.session.received(.binary([1, 2]))
        #expect(client.connection.close?.code == .unsupportedData)
    }

    @Test func `the upstream's refusal says whether and when to try again`() async {
        var refusal = ModelError(.rateLimited, "slow down")
        refusal.upstreamStatus = 429
        refusal.retryAfter = .seconds(2)
        var client = RPCFixture([.failure(refusal)])
        client.send("chat_completion", "a", self.question)
        let data = await client.next()["data"]
        #expect(data?["category"]?.string == "rate_limit")
        #expect(data?["retryable"]?.boolean == true)
        #expect(data?["retry_after"]?.double == 2)
        #expect(data?["status"]?.integer == 429)
    }
}
