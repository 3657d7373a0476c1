import Testing
import TreadleModels

@Suite struct DemoTalkTests {
    @Test(arguments: [
        ("Hello!", "Hello! I answer by simple rules"),
        ("My name is Alice.", "Nice to meet you, Alice."),
        ("my name is ada and I weave", "Nice to meet you, Ada."),
        ("What is my name?", "You have not told me your name yet."),
        ("Thanks!", "You are welcome."),
        ("Tell me a story", "Once upon a time, in a mill"),
        ("Do you know a joke?", "Why did the weaver"),
        ("Twill is strong.", #"You said: "Twill is strong."."#),
        ("What is 12 * (3 + 4)?", "12 * (3 + 4) = 84."),
        ("What is 1/0?", "1/0 has no value: division by zero at position 2."),
        ("What's the weather in Leeds?", "I cannot look out of the window"),
        ("What's the weather?", "Which place do you mean?"),
        ("What time is it?", "I have no clock"),
        ("", "I answer by simple rules"),
    ])
    func `it answers by simple rules and says what it is`(question: String, start: String) async throws {
        let text = try await DemoFixture.answer(to: question).text
        #expect(text.hasPrefix("(Treadle's built-in demo model) \(start)"))
    }

    private func ask(_ messages: ChatMessage...) async throws -> String {
        let answer = try await DemoFixture.model.complete(ChatRequest(model: "demo", messages: messages))
        return String(answer.text.dropFirst(DemoModel.label.count + 1))
    }

    @Test func `it remembers a name within the conversation, the last one told`() async throws {
        let answer = try await self.ask(
            .system("Be brief."), .user("My name is Alice."), .assistant("Nice to meet you, Alice."),
            .user("What is my name?"))
        #expect(answer == "Your name is Alice.")
        let later = try await self.ask(
            .user("I'm Alice"), .assistant("Hello."), .user("Call me Ada Lovelace, please."), .assistant("Fine."),
            .user("who am I"))
        #expect(later == "Your name is Ada Lovelace.")
        let none = try await self.ask(.user("I am tired."), .assistant("Rest."), .user("What's my name?"))
        #expect(none == "You have not told me your name yet.")
    }

    @Test func `images are acknowledged`() async throws {
        let request = try DemoFixture.request(
            #""messages":[{"role":"user","content":[{"type":"text","text":"A twill"},{"type":"image_url","image_url":{"url":"https://mill.example/1.png"}},{"type":"image_url","image_url":{"url":"https://mill.example/2.png"}}]}]"#
        )
        let text = try await DemoFixture.model.complete(request).text
        #expect(text.contains(#"I got your 2 images, though I cannot see. You said: "A twill"."#))
    }

    @Test func `a long message is echoed in short`() async throws {
        let text = try await DemoFixture.answer(to: String(repeating: "w", count: 100_000)).text
        #expect(text.count < 1000)
    }

    @Test func `it answers from what tools said`() async throws {
        let request = try DemoFixture.request(
            """
            "messages":[{"role":"user","content":"What is 17 times 23, and the weather in Leeds?"},
            {"role":"assistant","content":null,"tool_calls":[
            {"id":"a","type":"function","function":{"name":"calculator","arguments":"{\\"expression\\":\\"17 * 23\\"}"}},
            {"id":"b","type":"function","function":{"name":"get_weather","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"b","content":"Weather in Leeds: 9°C"},
            {"role":"tool","tool_call_id":"a","content":"391"}],
            "tools":\(DemoFixture.tools)
            """)
        let answer = try await DemoFixture.model.complete(request)
        #expect(answer.text == "\(DemoModel.label) get_weather says: Weather in Leeds: 9°C. 17 * 23 = 391.")
        #expect(answer.finishReason == "stop")
    }
}
