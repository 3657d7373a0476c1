import Testing
import TreadleCore
import TreadleModels

@Suite struct DemoRefusalTests {
    private static let hello = #""messages":[{"role":"user","content":"Hello"}]"#

    private func parameter(_ members: String) async -> String? {
        let error = await #expect(throws: ModelError.self, "\(members)") {
            _ = try await DemoFixture.model.complete(try DemoFixture.request(members))
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.hasPrefix(error?.parameter ?? "?") == true)
        return error?.parameter
    }

    @Test(arguments: [
        ("1", "messages[0]"),
        ("{}", "messages[0].role"),
        (#"{"role":1,"content":"x"}"#, "messages[0].role"),
        (#"{"role":"weaver","content":"x"}"#, "messages[0].role"),
        (#"{"role":"user"}"#, "messages[0].content"),
        (#"{"role":"user","content":null}"#, "messages[0].content"),
        (#"{"role":"user","content":1}"#, "messages[0].content"),
        (#"{"role":"user","content":[]}"#, "messages[0].content"),
        (#"{"role":"user","content":["x"]}"#, "messages[0].content[0]"),
        (#"{"role":"user","content":[{"type":"text","text":"x"},{"type":"smell"}]}"#, "messages[0].content[1].type"),
        (#"{"role":"user","content":[{"type":"text"}]}"#, "messages[0].content[0].text"),
        (#"{"role":"user","content":[{"type":"image_url","image_url":"x"}]}"#, "messages[0].content[0].image_url"),
        (#"{"role":"user","content":[{"type":"image_url","image_url":{}}]}"#, "messages[0].content[0].image_url.url"),
        (#"{"role":"user","content":"x","name":3}"#, "messages[0].name"),
        (#"{"role":"tool","content":"x"}"#, "messages[0].tool_call_id"),
        (#"{"role":"assistant"}"#, "messages[0].content"),
        (#"{"role":"assistant","tool_calls":{}}"#, "messages[0].tool_calls"),
        (#"{"role":"assistant","tool_calls":[{}]}"#, "messages[0].tool_calls[0].id"),
        (#"{"role":"assistant","tool_calls":[{"id":"a"}]}"#, "messages[0].tool_calls[0].function.name"),
        (
            #"{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":{}}}]}"#,
            "messages[0].tool_calls[0].function.arguments"
        ),
    ])
    func `a message of the wrong shape is refused by its path`(message: String, path: String) async {
        #expect(await self.parameter(#""messages":[\#(message)]"#) == path)
    }

    @Test func `the path counts messages`() async {
        let messages = #""messages":[{"role":"user","content":"x"},{"role":"tool","content":"y"}]"#
        #expect(await self.parameter(messages) == "messages[1].tool_call_id")
    }

    @Test(arguments: [
        (#""temperature":"hot""#, "temperature"), (#""temperature":2.1"#, "temperature"),
        (#""temperature":-0.1"#, "temperature"), (#""temperature":1e999"#, "temperature"), (#""top_p":1.5"#, "top_p"),
        (#""presence_penalty":3"#, "presence_penalty"), (#""frequency_penalty":[]"#, "frequency_penalty"),
        (#""n":0"#, "n"), (#""n":9"#, "n"), (#""n":1.5"#, "n"), (#""max_tokens":0"#, "max_tokens"),
        (#""max_completion_tokens":"x""#, "max_completion_tokens"), (#""stop":1"#, "stop"),
        (#""stop":["a",1]"#, "stop[1]"), (#""stop":["a","b","c","d","e"]"#, "stop"),
        (#""parallel_tool_calls":"no""#, "parallel_tool_calls"), (#""stream_options":1"#, "stream_options"),
        (#""stream_options":{"include_usage":1}"#, "stream_options.include_usage"),
        (#""response_format":"json""#, "response_format.type"),
        (#""response_format":{"type":"json_schema"}"#, "response_format.json_schema"),
        (#""response_format":{"type":"json_schema","json_schema":{}}"#, "response_format.json_schema.name"),
        (
            #""response_format":{"type":"json_schema","json_schema":{"name":"x","schema":1}}"#,
            "response_format.json_schema.schema"
        ),
        (#""tools":{}"#, "tools"), (#""tools":[1]"#, "tools[0]"), (#""tools":[{}]"#, "tools[0].name"),
        (#""tools":[{"type":"loom"}]"#, "tools[0].type"),
        (#""tools":[{"type":"function","function":1}]"#, "tools[0].function"),
        (#""tools":[{"type":"function","function":{"name":"a b"}}]"#, "tools[0].function.name"),
        (#""tools":[{"name":"f","description":1}]"#, "tools[0].description"),
        (#""tools":[{"name":"f","parameters":1}]"#, "tools[0].parameters"),
        (#""tool_choice":"required""#, "tool_choice"), (#""tool_choice":"some","tools":[{"name":"f"}]"#, "tool_choice"),
        (#""tool_choice":{"type":"function"},"tools":[{"name":"f"}]"#, "tool_choice.function.name"),
        (#""tool_choice":{"type":"function","function":{"name":"g"}},"tools":[{"name":"f"}]"#, "tool_choice"),
    ])
    func `an option of the wrong kind is refused by its path`(option: String, path: String) async {
        #expect(await self.parameter("\(Self.hello),\(option)") == path)
    }

    @Test(arguments: [
        #""temperature":0"#, #""temperature":2"#, #""temperature":null"#, #""n":8"#, #""max_tokens":1"#,
        #""stop":null"#,
        #""stop":["a","b","c","d"]"#, #""tools":[]"#, #""tool_choice":"auto""#, #""tool_choice":"none""#, #""seed":7"#,
        #""stream_options":null"#, #""response_format":{"type":"text"}"#, #""user":"ada""#, #""x_loom":{"a":1}"#,
    ])
    func `what is right, or not known here, is accepted`(option: String) async throws {
        let answer = try await DemoFixture.model.complete(try DemoFixture.request("\(Self.hello),\(option)"))
        #expect(!answer.text.isEmpty)
    }

    @Test func `a stream is refused before it starts`() async throws {
        let request = try DemoFixture.request("\(Self.hello),\"temperature\":3")
        let error = await #expect(throws: ModelError.self) { _ = try await DemoFixture.model.stream(request) }
        #expect(error?.parameter == "temperature")
    }

    @Test(arguments: [
        #"{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":""}}]}"#,
        #"{"role":"assistant","refusal":"no"}"#, #"{"role":"developer","content":[{"type":"text","text":"x"}]}"#,
        #"{"role":"function","name":"f","content":null}"#, #"{"role":"tool","tool_call_id":"a","content":"x"}"#,
    ])
    func `messages of every role are taken`(message: String) async throws {
        _ = try await DemoFixture.model.complete(try DemoFixture.request(#""messages":[\#(message)]"#))
    }
}
