import Testing
import TreadleCore
import TreadleModels
import TreadleTools

@Suite struct DemoOptionTests {
    @Test func `an answer in one piece has all the members of OpenAI's`() async throws {
        let answer = try await DemoFixture.answer(to: "Thanks")
        #expect(
            answer.wire.text
                == #"{"id":"chatcmpl-demo-0193-aa","object":"chat.completion","created":1763632800,"model":"demo","choices":[{"index":0,"message":{"role":"assistant","content":"(Treadle's built-in demo model) You are welcome."},"finish_reason":"stop"}],"usage":{"prompt_tokens":2,"completion_tokens":14,"total_tokens":16},"system_fingerprint":"fp_treadle_demo"}"#
        )
    }

    @Test(arguments: [
        (#""max_tokens":1"#, "(", "length", 1), (#""max_tokens":2"#, "(Treadle", "length", 2),
        (#""max_completion_tokens":5"#, "(Treadle's built", "length", 5),
        (#""max_tokens":1,"max_completion_tokens":2"#, "(Treadle", "length", 2),
        (#""max_tokens":13"#, "(Treadle's built-in demo model) You are welcome", "length", 13),
        (#""max_tokens":14"#, "(Treadle's built-in demo model) You are welcome.", "stop", 14),
        (#""stop":" You""#, "(Treadle's built-in demo model)", "stop", 10),
        (#""stop":["welcome","built"]"#, "(Treadle's ", "stop", 4),
        (#""stop":"demo","max_tokens":2"#, "(Treadle", "length", 2),
        (#""stop":"""#, "(Treadle's built-in demo model) You are welcome.", "stop", 14),
    ])
    func `an answer ends where the request says`(
        option: String, text: String, reason: String, tokens: Int
    ) async throws {
        let answer = try await DemoFixture.answer(to: "Thanks", option)
        #expect(answer.text == text)
        #expect(answer.finishReason == reason)
        #expect(answer.wire["usage"]?["completion_tokens"]?.integer == tokens)
    }

    @Test func `a tool call that does not fit in max_tokens is not made`() async throws {
        let answer = try await DemoFixture.answer(to: "17 times 23", #""max_tokens":3,"tools":\#(DemoFixture.tools)"#)
        #expect(answer.toolCalls.isEmpty)
        #expect(answer.finishReason == "length")
    }

    @Test func `n answers are the same answer n times, and are counted`() async throws {
        let answer = try await DemoFixture.answer(to: "Thanks", #""n":3"#)
        let choices = try #require(answer.wire["choices"]).elements()
        #expect(choices.map { $0["index"]?.integer } == [0, 1, 2])
        #expect(Set(choices.map { $0["message"]?.text }).count == 1)
        #expect(answer.wire["usage"]?["completion_tokens"]?.integer == 42)
    }

    @Test func `json_object is an object that says what it is`() async throws {
        let answer = try await DemoFixture.answer(to: "Thanks", #""response_format":{"type":"json_object"}"#)
        let value = try JSONValue(parsing: answer.text)
        #expect(value == ["note": .string(DemoModel.label), "answer": "You are welcome."])
    }

    @Test(arguments: [
        (
            #"{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name"]}"#,
            #"{"name":"demo"}"#
        ),
        (#"{"type":"object"}"#, "{}"),
        (#"{"type":"array","items":{"type":"number","exclusiveMinimum":0},"minItems":2}"#, "[0.5,0.5]"),
        (#"{"type":"string","minLength":6,"maxLength":7}"#, #""demo..""#),
        (#"{"type":"string","maxLength":2}"#, #""de""#),
        (#"{"type":"integer","exclusiveMinimum":3}"#, "4"),
        (#"{"type":"integer","minimum":5,"multipleOf":4}"#, "8"),
        (#"{"type":"number","maximum":-2}"#, "-2"),
        (#"{"enum":["twill","plain"]}"#, #""twill""#),
        (#"{"const":{"a":1}}"#, #"{"a":1}"#),
        (#"{"anyOf":[{"type":"null"},{"type":"string"}]}"#, "null"),
        (#"{"type":["boolean","null"]}"#, "true"),
        (
            #"{"allOf":[{"required":["a"],"properties":{"a":{"const":1}}},{"required":["b"],"properties":{"b":{"const":2}}}]}"#,
            #"{"a":1,"b":2}"#
        ),
        (
            ##"{"required":["warp"],"properties":{"warp":{"$ref":"#/$defs/thread"}},"$defs":{"thread":{"type":"integer","minimum":2.5}}}"##,
            #"{"warp":3}"#
        ),
    ])
    func `json_schema is filled as little as it allows`(schema: String, expected: String) async throws {
        let answer = try await DemoFixture.answer(
            to: "Thanks", #""response_format":{"type":"json_schema","json_schema":{"name":"x","schema":\#(schema)}}"#)
        #expect(answer.text == expected)
        let value = try JSONValue(parsing: answer.text)
        #expect(JSONSchemaValidator(try JSONValue(parsing: schema)).violations(in: value).isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func `a schema that branches into itself is filled to a bound`() async throws {
        let names = (0..<10).map { "\"m\($0)\"" }
        let properties = names.map { "\($0):{\"$ref\":\"#\"}" }.joined(separator: ",")
        let schema = "{\"required\":[\(names.joined(separator: ","))],\"properties\":{\(properties)}}"
        let answer = try await DemoFixture.answer(
            to: "Thanks", #""response_format":{"type":"json_schema","json_schema":{"name":"x","schema":\#(schema)}}"#)
        #expect(answer.text.utf8.count < 100_000)
    }

    @Test func `the same question has the same answer`() async throws {
        let first = try await DemoFixture.answer(to: "Tell me a story")
        #expect(try await DemoFixture.answer(to: "Tell me a story") == first)
        #expect(first.text.contains("every step leaves a trace"))
    }

    @Test func `identifiers differ unless they are given`() async throws {
        let model = DemoModel()
        let request = try DemoFixture.request(user: "Hello")
        let first = try await model.complete(request).wire["id"]?.string
        #expect(first?.hasPrefix("chatcmpl-demo-") == true)
        #expect(try await model.complete(request).wire["id"]?.string != first)
        #expect(model.provider == "demo")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["1 ", "1+", "(", "weather in Paris, ", "what time is it in X and ", "9,999 ", "% of ", "in the "])
    func `nonsense of any length is answered in time`(piece: String) async throws {
        let text = "What is the weather " + String(repeating: piece, count: 20_000)
        _ = try await DemoFixture.answer(to: text, "\"tools\":\(DemoFixture.tools)")
    }
}
