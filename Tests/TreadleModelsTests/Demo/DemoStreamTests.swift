import Testing
import TreadleCore
import TreadleModels
import TreadleTools
import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct DemoStreamTests {
    private func events(_ text: String, _ members: String = "") async throws -> [ChatEvent] {
        let request = try DemoFixture.request(user: text, members)
        return await DemoFixture.events(of: try await DemoFixture.model.stream(request))
    }

    private func chunks(_ events: [ChatEvent]) -> [ChatChunk] {
        events.compactMap { if case .chunk(let chunk) = $0 { chunk } else { nil } }
    }

    private func head(_ rest: String) -> String {
        #"{"id":"chatcmpl-demo-0193-aa","object":"chat.completion.chunk","created":1763632800,"model":"demo","system_fingerprint":"fp_treadle_demo","choices":["#
            + rest + "]}"
    }

    @Test func `text streams word by word in OpenAI's chunks`() async throws {
        let chunks = self.chunks(try await self.events("Thanks")).map(\.wire.text)
        #expect(
            chunks.first
                == self.head(#"{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}"#))
        #expect(chunks[1] == self.head(#"{"index":0,"delta":{"content":"(Treadle's"},"finish_reason":null}"#))
        #expect(chunks[2] == self.head(#"{"index":0,"delta":{"content":" built-in"},"finish_reason":null}"#))
        #expect(chunks.last == self.head(#"{"index":0,"delta":{},"finish_reason":"stop"}"#))
        #expect(chunks.count == 9)
    }

    @Test func `the whole answer knows the usage also where no chunk tells it`() async throws {
        let events = try await self.events("Thanks", "")
        #expect(self.chunks(events).allSatisfy { $0.wire["usage"] == nil })
        guard case .completed(let completion) = try #require(events.last) else {
            Issue.record("the last event must be completed")
            return
        }
        #expect(completion.usage?.totalTokens == 16)
    }

    @Test func `a usage chunk without choices comes last where it is asked for`() async throws {
        let chunks = self.chunks(try await self.events("Thanks", #""stream_options":{"include_usage":true}"#))
        #expect(chunks.dropLast().allSatisfy { $0.wire["usage"]?.isNull == true })
        let last = try #require(chunks.last?.wire)
        #expect(last["choices"]?.text == "[]")
        #expect(last["usage"]?.text == #"{"prompt_tokens":2,"completion_tokens":14,"total_tokens":16}"#)
    }

    @Test(arguments: [
        ("Tell me a story", ""), ("Tell me a story", #""n":3"#),
        ("17 times 23, and weather in Leeds", "\"tools\":\(DemoFixture.tools)"),
        ("Tell me a story", #""max_tokens":7"#),
    ])
    func `a streamed answer adds up to the one in one piece`(question: String, members: String) async throws {
        let usage = #""stream_options":{"include_usage":true}"# + (members.isEmpty ? "" : ",") + members
        let whole = try await DemoFixture.answer(to: question, usage)
        let events = try await self.events(question, usage)
        #expect(events.count { $0.isTerminal } == 1)
        switch events.last {
        case .completed(let completion), .incomplete(let completion): #expect(completion.wire.text == whole.wire.text)
        default: Issue.record("not the end of an answer: \(String(describing: events.last))")
        }
    }

    @Test func `tool calls stream with their name first and their arguments in pieces`() async throws {
        let events = try await self.events("What is 12 * (3 + 4)?", "\"tools\":\(DemoFixture.tools)")
        let deltas = self.chunks(events).map { $0.wire["choices"]?.elements().first?["delta"]?.text ?? "" }
        #expect(deltas[0] == #"{"role":"assistant","content":null}"#)
        #expect(
            deltas[1]
                == #"{"tool_calls":[{"index":0,"id":"call_0193aa_0","type":"function","function":{"name":"calculator","arguments":""}}]}"#
        )
        #expect(deltas[2] == #"{"tool_calls":[{"index":0,"function":{"arguments":"{\"expression\":\"12"}}]}"#)
        #expect(deltas[3] == #"{"tool_calls":[{"index":0,"function":{"arguments":" *"}}]}"#)
        guard case .completed(let completion) = events.last else {
            Issue.record("must complete")
            return
        }
        #expect(completion.toolCalls.map(\.arguments) == [#"{"expression":"12 * (3 + 4)"}"#])
    }

    @Test func `an answer cut by max_tokens is incomplete`() async throws {
        guard case .incomplete(let completion)? = try await self.events("Tell me a story", #""max_tokens":3"#).last
        else {
            Issue.record("must be incomplete")
            return
        }
        #expect(completion.text == "(Treadle'")
        #expect(completion.finishReason == "length")
    }

    @Test func `after the terminal event there is nothing, for ever`() async throws {
        let stream = try await DemoFixture.model.stream(try DemoFixture.request(user: "Thanks"))
        _ = await DemoFixture.events(of: stream)
        #expect(await stream.next() == nil)
        #expect(stream.cancel() == nil)
        #expect(await stream.next() == nil)
    }

    @Test func `cancelling ends it with what had come`() async throws {
        let stream = try await DemoFixture.model.stream(try DemoFixture.request(user: "Tell me a story"))
        for _ in 0..<3 { _ = await stream.next() }
        let partial = try #require(stream.cancel())
        #expect(partial.text == "(Treadle's built-in")
        #expect(partial.finishReason == nil)
        #expect(stream.cancel() == nil)
        guard case .cancelled(let last)? = await stream.next() else {
            Issue.record("must be cancelled")
            return
        }
        #expect(last == partial)
        #expect(await stream.next() == nil)
    }

    @Test func `cancelling the task ends it with what had come`() async throws {
        let stream = try await DemoFixture.model.stream(try DemoFixture.request(user: "Tell me a story"))
        for _ in 0..<3 { _ = await stream.next() }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await stream.next()
        }
        task.cancel()
        guard case .cancelled(let partial)? = await task.value else {
            Issue.record("must be cancelled")
            return
        }
        #expect(partial.text == "(Treadle's built-in")
        #expect(await stream.next() == nil)
    }

    @Test func `a cancelled task is not answered at all`() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            _ = try await DemoFixture.model.stream(try DemoFixture.request(user: "Hello"))
        }
        task.cancel()
        let outcome = await task.result
        #expect(throws: CancellationError.self) { try outcome.get() }
    }
}

extension ChatEvent? {
    fileprivate static func == (event: ChatEvent?, nothing: _OptionalNilComparisonType) -> Bool {
        if case .none = event { true } else { false }
    }
}
