import Testing
import TreadleCore
import TreadleModels
import TreadleTesting
import TreadleTracing

@testable import TreadleModelsOpenAI

@Suite struct OpenAIStreamMachineTests {
    private static let host = OpenAIHost(baseURL: "https://mill.example/v1", apiKey: Secret("sk-shuttle-and-loom"))

    @Test func `an error in the stream that quotes the key does not pass it on`() {
        let text = #"data: {"error":{"message":"no quota for sk-shuttle-and-loom"}}"# + "\n\n"
        guard case .failed(let error, _) = self.events(text).last else {
            Issue.record("it must have failed")
            return
        }
        #expect(error.message.contains("no quota"))
        #expect(!error.message.contains("sk-shuttle"))
    }

    /// All events of a machine that is given these parts of a body, and then its end.
    private func events(_ parts: [[UInt8]], hidesUsage: Bool = false) -> [ChatEvent] {
        var machine = OpenAIStreamMachine(hidesUsage: hidesUsage, host: Self.host)
        var events: [ChatEvent] = []
        var rest = parts[...]
        while true {
            switch machine.next() {
            case .emit(let event): events.append(event)
            case .end: return events
            case .read: machine.take(rest.popFirst()?[...])
            }
        }
    }

    private func events(_ text: String, hidesUsage: Bool = false) -> [ChatEvent] {
        self.events([Array(text.utf8)], hidesUsage: hidesUsage)
    }

    private func chunk(_ delta: String, finish: String = "null", more: String = "") -> String {
        #"data: {"id":"c1","model":"loom-1","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]\#(more)}"#
            + "\n\n"
    }

    private var whole: String {
        self.chunk(#"{"role":"assistant","content":""}"#) + self.chunk(#"{"content":"Wärp"}"#)
            + self.chunk(#"{"content":" and 🧵"}"#) + self.chunk("{}", finish: #""stop""#)
            + #"data: {"id":"c1","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}"#
            + "\n\ndata: [DONE]\n\n"
    }

    @Test func `a whole answer ends in one completed event with text and usage`() throws {
        let events = self.events(self.whole)
        #expect(events.count == 6)
        #expect(events.dropLast().allSatisfy { !$0.isTerminal })
        guard case .completed(let completion) = try #require(events.last) else {
            Issue.record("the last event must be completed")
            return
        }
        #expect(completion.text == "Wärp and 🧵")
        #expect(completion.usage?.totalTokens == 6)
        #expect(completion.finishReason == "stop")
    }

    @Test func `chunks keep the bytes they came in`() {
        let odd = #"{"z":1.50,"choices":[{"delta":{"content":"x"},"index":0}],"vendor":{"b":12345678901234567890123}}"#
        guard case .chunk(let chunk) = self.events("data: \(odd)\n\n").first else {
            Issue.record("a chunk was expected")
            return
        }
        #expect(chunk.wire.text == odd)
        #expect(chunk.hasToken)
    }

    @Test func `every split of the bytes gives the same events`() {
        let bytes = Array(self.whole.utf8)
        let expected = self.events(self.whole).map { "\($0)" }
        for split in 1..<bytes.count {
            #expect(self.events([Array(bytes[..<split]), Array(bytes[split...])]).map { "\($0)" } == expected)
        }
        #expect(self.events(bytes.map { [$0] }).map { "\($0)" } == expected)
    }

    @Test func `usage that only we asked for is kept from the reader and counted`() throws {
        let events = self.events(self.whole, hidesUsage: true)
        #expect(events.count == 5)
        guard case .completed(let completion) = try #require(events.last) else {
            Issue.record("the last event must be completed")
            return
        }
        #expect(completion.usage?.promptTokens == 4)
    }

    @Test func `an end without DONE is whole once the choice has told why it ended`() {
        let text = self.chunk(#"{"content":"x"}"#) + self.chunk("{}", finish: #""stop""#)
        guard case .completed = self.events(text).last else {
            Issue.record("it must be completed")
            return
        }
    }

    @Test func `an end in the middle is a failure that keeps what had come`() {
        guard case .failed(let error, let partial) = self.events(self.chunk(#"{"content":"Wa"}"#)).last else {
            Issue.record("it must have failed")
            return
        }
        #expect(error.code == .brokenOff)
        #expect(partial.text == "Wa")
    }

    @Test(arguments: ["length", "content_filter"])
    func `an answer that was cut short is incomplete`(reason: String) {
        let text = self.chunk(#"{"content":"x"}"#) + self.chunk("{}", finish: "\"\(reason)\"") + "data: [DONE]\n\n"
        guard case .incomplete(let completion) = self.events(text).last else {
            Issue.record("it must be incomplete")
            return
        }
        #expect(completion.finishReason == reason)
    }

    @Test(arguments: ["data: {\"choices\":\n\n", "data: [1]\n\n", "data: \"x\"\n\n"])
    func `a chunk that is no JSON object fails the stream`(text: String) {
        guard case .failed(let error, _) = self.events(text).last else {
            Issue.record("it must have failed")
            return
        }
        #expect(error.code == .malformedAnswer)
    }

    @Test func `an error in the stream is told as the upstream tells it`() {
        let text =
            self.chunk(#"{"content":"x"}"#) + #"data: {"error":{"message":"overloaded","type":"server_error"}}"#
            + "\n\n"
        guard case .failed(let error, let partial) = self.events(text).last else {
            Issue.record("it must have failed")
            return
        }
        #expect(error.message == "overloaded")
        #expect(error.upstreamType == "server_error")
        #expect(partial.text == "x")
    }

    @Test func `what comes after the end is ignored`() {
        let events = self.events(self.whole + self.chunk(#"{"content":"more"}"#))
        #expect(events.filter(\.isTerminal).count == 1)
        #expect(events.count == 6)
    }

    @Test func `giving up returns what had come, once`() {
        var machine = OpenAIStreamMachine(hidesUsage: false, host: Self.host)
        machine.take(Array(self.chunk(#"{"content":"Wa"}"#).utf8)[...])
        #expect(machine.cancel()?.text == "Wa")
        #expect(machine.cancel() == nil)
        guard case .emit(.cancelled(let partial)) = machine.next() else {
            Issue.record("the terminal event must be cancelled")
            return
        }
        #expect(partial.text == "Wa")
        guard case .end = machine.next() else {
            Issue.record("nothing follows")
            return
        }
    }
}
