import Synchronization
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite struct OpOptionsTests {
    private let recorder = RecordingRecorder()

    private func tracer(_ change: (inout Tracer.Options) -> Void = { _ in }) -> Tracer {
        var options = Tracer.Options()
        change(&options)
        return Tracer(projectID: "mill/looms", recorder: self.recorder, options: options)
    }

    private struct Card: Encodable, Sendable { var number: String, pin: String }

    @Test func `calls are shown as the op says, or as their arguments do`() {
        let fixed = Op("fixed", displayName: "Weaving") { (warp: String) in warp }
        let named = Op("named", displayName: "Weaving", callDisplayName: { "Weaving \($0)" }) { (warp: String) in warp }
        withTracer(self.tracer()) {
            _ = fixed("linen")
            _ = named("linen")
        }
        #expect(self.recorder.call("fixed")?.displayName == "Weaving")
        #expect(self.recorder.call("named")?.displayName == "Weaving linen")
    }

    @Test func `kind and color stand where Weave's clients put them, beside what else is there`() throws {
        let op = Op("op", attributes: ["weave": ["note": 1]], kind: .tool, color: .blue) { 1 }
        let bare = Op("bare", kind: .llm) { 1 }
        let client = try RawJSON(#"{"weave":{"source":"swift-sdk"},"env":"test"}"#)
        withTracer(self.tracer { $0.attributes = client }) {
            _ = op()
            _ = withAttributes(["weave": ["scope": true]]) { bare() }
        }
        #expect(
            self.recorder.call("op")?.attributes.text
                == #"{"weave":{"source":"swift-sdk","note":1,"kind":"tool","color":"blue"},"env":"test"}"#)
        #expect(
            self.recorder.call("bare")?.attributes.text
                == #"{"weave":{"source":"swift-sdk","kind":"llm","scope":true},"env":"test"}"#)
    }

    @Test func `a scope's attributes win over an op's, and those over the tracer's`() throws {
        let op = Op("op", attributes: ["a": "op", "b": "op"]) { 1 }
        let all = try RawJSON(#"{"a":"all","b":"all","c":"all"}"#)
        withTracer(self.tracer { $0.attributes = all }) {
            _ = withAttributes(["a": "scope"]) { op() }
        }
        #expect(self.recorder.call("op")?.attributes.text == #"{"a":"scope","b":"op","c":"all"}"#)
    }

    @Test func `an op's own secrets are taken out of all that its calls record`() throws {
        let pay = Op("pay", inputs: "card", "Number", attributes: ["pin": 1], redacting: ["number", "pin"]) {
            (card: Card, number: Int) in ["Pin": card.pin, "api_key": "sk", "ok": "yes"]
        }
        let other = Op("other", inputs: "pin") { (pin: Int) in pin }
        let set = Op("set", redacting: ["pin"]) { withCall("inner", inputs: ["pin": 1]) { _ in } }
        withTracer(self.tracer()) {
            _ = pay(Card(number: "4000", pin: "0000"), 7)
            _ = other(7)
            set()
        }
        let call = try #require(self.recorder.call("pay"))
        #expect(call.inputs.text == #"{"card":{"number":"REDACTED","pin":"REDACTED"},"Number":"REDACTED"}"#)
        #expect(call.attributes.text == #"{"pin":"REDACTED"}"#)
        #expect(call.output?["Pin"]?.string == "REDACTED")
        #expect(call.output?["api_key"]?.string == "REDACTED")
        #expect(call.output?["ok"]?.string == "yes")
        #expect(self.recorder.call("other")?.inputs.text == #"{"pin":7}"#)
        #expect(self.recorder.call("inner")?.inputs.text == #"{"pin":1}"#)
    }

    @Test func `an op may say itself what is recorded`() {
        let weave = Op(
            "weave", inputs: "warp", redacting: ["secret"], recordingInputs: { ["length": $0.count, "secret": $0] },
            recordingOutput: { ["picks": $0.count] }
        ) { (warp: String) in Array(warp) }
        #expect(withTracer(self.tracer()) { weave("linen") } == Array("linen"))
        #expect(self.recorder.call("weave")?.inputs.text == #"{"length":5,"secret":"REDACTED"}"#)
        #expect(self.recorder.call("weave")?.output?.text == #"{"picks":5}"#)
    }

    @Test func `an op's sample rate counts where it starts a trace, and a trace is recorded whole or not at all`() {
        let numbers = Mutex([0.1, 0.3, 0.49, 0.5, 0.9])
        let tracer = self.tracer {
            $0.random = { numbers.withLock { $0.removeFirst() } }
        }
        let inner = Op("inner", sampleRate: 0) { 1 }
        let root = Op("root", sampleRate: 0.5) { (number: Int) in
            withCall("between") { _ in _ = inner() }
            return number
        }
        withTracer(tracer) { for number in 0..<5 { #expect(root(number) == number) } }
        #expect(numbers.withLock { $0.isEmpty })
        #expect(self.recorder.calls.filter { $0.opName == "root" }.map { $0.inputs["arg0"]?.integer } == [0, 1, 2])
        #expect(self.recorder.calls.count == 9)
        withTracer(tracer) { withCall("whole", inputs: ["a": 1]) { _ in _ = root(7) } }
        #expect(self.recorder.calls.count == 13)
    }

    @Test func `rates of the tracer and the op count together`() {
        let numbers = Mutex([0.24, 0.25])
        let tracer = self.tracer {
            $0.sampleRate = 0.5
            $0.random = { numbers.withLock { $0.removeFirst() } }
        }
        let root = Op("root", sampleRate: 0.5) { 1 }
        withTracer(tracer) { for _ in 0..<2 { _ = root() } }
        #expect(self.recorder.calls.count == 1)
    }
}
