import Testing
import TreadleCore
import TreadleModels
import TreadleTesting
import TreadleTools
import TreadleTrace

@testable import TreadleBackend

@Suite struct ToolLoopTests {
    private func asking(_ name: String, _ arguments: String) -> ChatCompletion {
        .stub(
            text: nil,
            toolCalls: [
                [
                    "id": "c1", "type": "function",
                    "function": ["name": .string(name), "arguments": .string(arguments)],
                ]
            ], finishReason: "tool_calls")
    }

    private let payload = #"{"messages":[{"role":"user","content":"6*7?"}],"execute_tools":true}"#

    @Test func `the server runs the tools and answers in words`() async throws {
        var client = RPCFixture([
            .completion(self.asking("calculator", #"{"expression":"6*7"}"#)), .completion(.stub(text: "It is 42.")),
        ])
        client.send("chat_completion", "a", self.payload)
        let data = try #require(await client.next()["data"])
        #expect(ChatCompletion(wire: data).text == "It is 42.")
        #expect(data["treadle"]?["steps"]?.integer == 2)
        #expect(data["treadle"]?["max_steps_reached"]?.boolean == false)
        #expect(data["treadle"]?["tool_results"]?.elements().first?["name"]?.string == "calculator")
        #expect(data["usage"]?["total_tokens"]?.integer == 16)

        let second = try #require(client.model.requests.last)
        #expect(second.messages.map(\.role) == ["user", "assistant", "tool"])
        #expect(second.messages.last?.toolCallID == "c1")
        #expect(second.wire["execute_tools"] == nil)
        #expect(second.wire["tools"]?.elements().count == 2)
        let calls = client.recorder.calls
        #expect(
            calls.map(\.opName) == [
                "scripted.chat.completions.create", "tool.calculator", "scripted.chat.completions.create",
                "chat_completion",
            ])
        #expect(calls.dropLast().allSatisfy { $0.parentID == calls[3].id })
        #expect(data["treadle"]?["call_id"]?.string == calls[3].id)
        #expect(calls[3].summary["usage"]?["loom-1"]?["total_tokens"]?.integer == 16)
    }

    @Test func `streaming tells each result between the chunks`() async throws {
        var client = RPCFixture([
            .completion(self.asking("calculator", #"{"expression":"6*7"}"#), chunks: [.stub("")]),
            .completion(.stub(text: "42"), chunks: [.stub("42")]),
        ])
        client.send("chat_completion_stream", "a", self.payload)
        _ = await client.next()
        let result = await client.next()
        #expect(result["type"]?.string == "chat_completion_stream_chunk")
        #expect(result["data"]?["choices"]?.elements().isEmpty == true)
        #expect(result["data"]?["treadle"]?["step"]?.integer == 1)
        #expect(result["data"]?["treadle"]?["tool_result"]?["tool_call_id"]?.string == "c1")
        #expect(await client.next()["data"] == ChatChunk.stub("42").wire)
        let end = await client.next()
        #expect(end["data"]?["content"]?.string == "42")
        #expect(end["data"]?["treadle"]?["steps"]?.integer == 2)
    }

    @Test func `the step limit ends the loop with the last answer`() async throws {
        var client = RPCFixture([.completion(self.asking("calculator", #"{"expression":"1"}"#))])
        client.send("chat_completion", "a", self.payload.dropLast() + #","max_steps":3}"#)
        let data = try #require(await client.next()["data"])
        #expect(client.model.requests.count == 3)
        #expect(data["treadle"]?["max_steps_reached"]?.boolean == true)
        #expect(data["treadle"]?["tool_results"]?.elements().count == 2)
        #expect(ChatCompletion(wire: data).toolCalls.count == 1)
    }

    @Test func `a tool that fails is told to the model, not to the client`() async throws {
        var client = RPCFixture([
            .completion(self.asking("calculator", #"{"expression":"1/0"}"#)), .completion(.stub(text: "Sorry.")),
        ])
        client.send("chat_completion", "a", self.payload)
        let data = try #require(await client.next()["data"])
        #expect(ChatCompletion(wire: data).text == "Sorry.")
        #expect(data["treadle"]?["tool_results"]?.elements().first?["is_error"]?.boolean == true)
        #expect(client.recorder.calls(named: "tool.calculator").first?.status == .error)
        #expect(client.recorder.calls(named: "chat_completion").first?.status == .descendantError)
    }

    @Test func `a tool the server does not have is the client's to run`() async throws {
        var client = RPCFixture([.completion(self.asking("spin", "{}"))])
        client.send(
            "chat_completion", "a",
            self.payload.dropLast() + #","tools":[{"name":"spin","parameters":{"type":"object"}}]}"#)
        let data = try #require(await client.next()["data"])
        #expect(ChatCompletion(wire: data).toolCalls.first?.name == "spin")
        #expect(data["treadle"]?["steps"]?.integer == 1)
    }

    @Test func `a forced choice of tool is forced once`() async throws {
        var client = RPCFixture([
            .completion(self.asking("calculator", #"{"expression":"1"}"#)), .completion(.stub()),
        ])
        client.send("chat_completion", "a", self.payload.dropLast() + #","tool_choice":"required"}"#)
        _ = await client.next()
        #expect(client.model.requests.map { $0.wire["tool_choice"]?.string } == ["required", nil])
    }
}
