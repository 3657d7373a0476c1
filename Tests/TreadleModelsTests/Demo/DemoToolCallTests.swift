import Testing
import TreadleCore
import TreadleModels
import TreadleTools

@Suite struct DemoToolCallTests {
    @Test(arguments: [
        ("What's the weather in San Francisco?", [#"get_weather {"location":"San Francisco"}"#]),
        ("What’s the weather like in San Francisco, CA today?", [#"get_weather {"location":"San Francisco, CA"}"#]),
        ("weather in new york please", [#"get_weather {"location":"New York"}"#]),
        ("Leeds weather?", [#"get_weather {"location":"Leeds"}"#]),
        (
            "In Rio de Janeiro, what is the temperature in fahrenheit?",
            [#"get_weather {"location":"Rio de Janeiro","unit":"fahrenheit"}"#]
        ),
        (
            "Weather in Paris, London and Rome",
            [
                #"get_weather {"location":"Paris"}"#, #"get_weather {"location":"London"}"#,
                #"get_weather {"location":"Rome"}"#,
            ]
        ),
        (
            "What's the weather in Leeds? And in York?",
            [#"get_weather {"location":"Leeds"}"#, #"get_weather {"location":"York"}"#]
        ),
        ("What's the weather in 東京?", [#"get_weather {"location":"東京"}"#]),
        ("What's the weather?", []),
        (
            "How is the weather in St. Louis in March, in Celsius?",
            [#"get_weather {"location":"St Louis","unit":"celsius"}"#]
        ),
        ("what's the temperature in tokyo right now", [#"get_weather {"location":"Tokyo"}"#]),
        ("What time is it in New York, USA?", [#"get_current_time {"timezone":"America/New_York"}"#]),
        ("What is 12 * (3 + 4)?", [#"calculator {"expression":"12 * (3 + 4)"}"#]),
        ("17 times 23", [#"calculator {"expression":"17 * 23"}"#]),
        ("What is 2 to the power of 10 minus 1?", [#"calculator {"expression":"2 ^ 10 - 1"}"#]),
        ("What's 15% of 80?", [#"calculator {"expression":"15 / 100 * 80"}"#]),
        ("How much is 1,250 plus 3,000?", [#"calculator {"expression":"1250 + 3000"}"#]),
        ("Calculate sqrt(16) + max(1, 2).", [#"calculator {"expression":"sqrt(16) + max(1, 2)"}"#]),
        ("Add 3 and 4.", [#"calculator {"expression":"3 + 4"}"#]),
        ("What is the square root of 16?", [#"calculator {"expression":"sqrt(16)"}"#]),
        ("Is the mill open 24/7 since 2026-11-20?", []),
        ("What time is it in Tokyo?", [#"get_current_time {"timezone":"Asia/Tokyo"}"#]),
        ("What is the current time in America/New_York?", [#"get_current_time {"timezone":"America/New_York"}"#]),
        ("What time is it?", ["get_current_time {}"]),
        ("What time is it in Gondor?", ["get_current_time {}"]),
        ("Once upon a time we wove all the time.", []),
        ("Hello!", []),
        ("Tell me about Paris", []),
        (
            "What time is it in Tokyo, what is 2 + 2 and what's the weather in Paris?",
            [
                #"get_current_time {"timezone":"Asia/Tokyo"}"#, #"calculator {"expression":"2 + 2"}"#,
                #"get_weather {"location":"Paris"}"#,
            ]
        ),
        ("Call get_current_time.", ["get_current_time {}"]),
    ])
    func `it asks for the tools that a question needs`(question: String, calls: [String]) async throws {
        #expect(try await DemoFixture.calls(for: question) == calls)
    }

    @Test func `an answer of tool calls has no text and says why it ended`() async throws {
        let answer = try await DemoFixture.answer(to: "17 times 23", "\"tools\":\(DemoFixture.tools)")
        #expect(answer.finishReason == "tool_calls")
        #expect(answer.wire["choices"]?.elements().first?["message"]?["content"]?.isNull == true)
        #expect(answer.toolCalls.map(\.id) == ["call_0193aa_0"])
    }

    @Test func `what it asks for fits the schemas of the tools`() async throws {
        let answer = try await DemoFixture.answer(
            to: "What time is it in Oslo, what is 3 * 4 and what's the weather in York?",
            "\"tools\":\(DemoFixture.tools)")
        #expect(answer.toolCalls.count == 3)
        for call in answer.toolCalls { #expect(await Toolbox.standard.execute(call).isError == false) }
    }

    @Test func `without parallel calls it asks for one after the other`() async throws {
        let members = #""parallel_tool_calls":false,"tools":\#(DemoFixture.tools)"#
        var request = try DemoFixture.request(user: "What is 2 + 2 and what's the weather in Leeds?", members)
        for name in ["calculator", "get_weather"] {
            let answer = try await DemoFixture.model.complete(request)
            #expect(answer.toolCalls.map(\.name) == [name])
            let call = try #require(answer.toolCalls.first)
            request.append([try #require(answer.message), .tool(await Toolbox.standard.execute(call))])
        }
        let last = try await DemoFixture.model.complete(request)
        #expect(last.toolCalls.isEmpty)
        #expect(last.text.contains("2 + 2 = 4. get_weather says: Weather in Leeds"))
    }

    @Test(arguments: [
        (#""tool_choice":"none""#, []),
        (#""tool_choice":"auto""#, []),
        (#""tool_choice":"required""#, [#"get_weather {"location":"Tell me a story"}"#]),
        (#""tool_choice":{"type":"function","function":{"name":"get_current_time"}}"#, ["get_current_time {}"]),
        (#""tool_choice":{"type":"function","name":"get_current_time"}"#, ["get_current_time {}"]),
    ])
    func `tool_choice is honoured`(choice: String, calls: [String]) async throws {
        let found = try await DemoFixture.calls(for: "Tell me a story", choice)
        #expect(found.count == calls.count)
        #expect(found.map { $0.prefix { $0 != " " } } == calls.map { $0.prefix { $0 != " " } })
    }

    @Test func `none keeps it from calling what it would call`() async throws {
        #expect(try await DemoFixture.calls(for: "17 times 23", #""tool_choice":"none""#) == [])
    }

    @Test(arguments: [
        (
            "What's the weather in Leeds?",
            #"{"type":"function","function":{"name":"lookup","description":"Current weather of a city","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":1}},"required":["city","days"]}}}"#,
            #"lookup {"city":"Leeds","days":1}"#
        ),
        (
            "What's the weather in Leeds?",
            #"{"name":"get_weather","description":"Get weather information for a location","parameters":{"type":"object","properties":{"location":{"type":"string","description":"City name"},"unit":{"type":"string","enum":["celsius","fahrenheit"]}},"required":["location"]}}"#,
            #"get_weather {"location":"Leeds"}"#
        ),
        (
            "What is 6 times 7?",
            #"{"name":"doMath","parameters":{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"},"operation":{"enum":["add","multiply"]}},"required":["a","b","operation"]}}"#,
            #"doMath {"a":6,"b":7,"operation":"multiply"}"#
        ),
        (
            "What time is it in Tokyo?",
            #"{"name":"clock","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}"#,
            #"clock {"city":"Tokyo"}"#
        ),
        ("What time is it in Tokyo?", #"{"name":"now"}"#, "now {}"),
    ])
    func `tools are known by what they say about themselves`(question: String, tool: String, call: String) async throws
    {
        let answer = try await DemoFixture.answer(to: question, "\"tools\":[\(tool)]")
        #expect(answer.toolCalls.map { "\($0.name) \($0.arguments)" } == [call])
    }

    @Test func `a tool for something else is left alone`() async throws {
        let tool = #"{"name":"get_weather","description":"The weather at a time","parameters":{"type":"object"}}"#
        #expect(try await DemoFixture.answer(to: "What time is it?", "\"tools\":[\(tool)]").toolCalls == [])
    }
}
