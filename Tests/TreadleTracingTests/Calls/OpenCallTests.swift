import Synchronization
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite struct OpenCallTests {
    private final class Clock: Sendable {
        private let microseconds = Mutex<Int64>(1_000_000)
        func now() -> Timestamp { Timestamp(microseconds: self.microseconds.withLock { $0 }) }
        func move(_ by: Int64) { self.microseconds.withLock { $0 += by } }
    }

    private struct Torn: CategorizedError {
        var category: ErrorCategory = .tool
        var message = "the thread is torn"
    }
    private enum Jam: Error { case shuttle, warp(secret: String) }
    private struct Plain: Error { var secret = "sk-warp" }
    private struct Said: Error, CustomStringConvertible { var description = "the beam is empty" }

    private let recorder = RecordingRecorder()
    private let clock = Clock()
    private let tracer: Tracer

    init() {
        let clock = self.clock
        var options = Tracer.Options()
        options.now = { clock.now() }
        self.tracer = Tracer(projectID: "mill/looms", recorder: self.recorder, options: options)
    }

    @Test func `a call is recorded with what it was started and ended with`() throws {
        let call = self.tracer.startCall(
            "weave", inputs: JSONWriter.object { $0.member("ends", 400) },
            attributes: JSONWriter.object { $0.member("loom", "7") }, displayName: "Loom 7", threadID: "order 12",
            turnID: "1")
        self.clock.move(1500)
        call.finish(output: RawJSON(JSONValue.string("cloth")))

        let record = try #require(self.recorder.calls.first)
        #expect(record.id == call.id && record.traceID == call.traceID && record.parentID == nil)
        #expect(record.projectID == "mill/looms" && record.opName == "weave" && record.displayName == "Loom 7")
        #expect(record.threadID == "order 12" && record.turnID == "1")
        #expect(record.startedAt.microseconds == 1_000_000 && record.endedAt?.microseconds == 1_001_500)
        #expect(record.inputs.text == #"{"ends":400}"# && record.attributes.text == #"{"loom":"7"}"#)
        #expect(record.output?.text == #""cloth""# && record.exception == nil)
        #expect(record.status == .success && !record.isCancelled)
        #expect(call.traceID == call.id)
    }

    @Test func `it ends once, and what is said to it later is ignored`() throws {
        let call = self.tracer.startCall("weave")
        call.setOutput(.emptyObject)
        call.finish()
        call.setOutput(.null)
        call.addUsage(model: "m", TokenUsage(promptTokens: 1, completionTokens: 1))
        call.markFirstToken()
        call.setSummary("late", true)
        call.setAttribute("late", true)
        call.fail(Torn())
        call.cancel()
        call.finish(output: .null)
        #expect(self.recorder.calls.count == 1)
        #expect(self.recorder.calls.first?.output == .emptyObject)
        #expect(self.recorder.calls.first?.status == .success)
    }

    @Test func `of eight tasks that end it at once, one does`() async {
        for _ in 0..<50 {
            let call = self.tracer.startCall("weave")
            await withTaskGroup { group in
                for index in 0..<8 { group.addTask { index % 2 == 0 ? call.finish() : call.fail(Torn()) } }
            }
        }
        #expect(self.recorder.calls.count == 50)
    }

    @Test func `a call that fails or is cancelled keeps what came`() throws {
        let failed = self.tracer.startCall("failed")
        failed.setOutput(RawJSON(JSONValue.string("half")))
        failed.setOutput(RawJSON(JSONValue.string("more")))
        failed.fail(Torn())
        let cancelled = self.tracer.startCall("cancelled")
        cancelled.setOutput(RawJSON(JSONValue.string("half")))
        cancelled.cancel(reason: "the client went away")

        let first = try #require(self.recorder.call("failed"))
        #expect(first.output?.string == "more" && first.exception == "the thread is torn")
        #expect(first.status == .error && !first.isCancelled)
        let second = try #require(self.recorder.call("cancelled"))
        #expect(second.output?.string == "half" && second.exception == "Cancelled: the client went away")
        #expect(second.isCancelled)
        #expect(second.summary["treadle"]?.text == #"{"outcome":"cancelled"}"#)
    }

    @Test func `an exception says what the error says, and no value it carries`() {
        let errors: [(any Error, String)] = [
            (Torn(), "the thread is torn"), (Said(), "the beam is empty"), (Plain(), "Plain"),
            (Jam.shuttle, "Jam.shuttle"), (Jam.warp(secret: "sk-warp"), "Jam.warp"),
            (Said(description: String(repeating: "x", count: 5000)), String(repeating: "x", count: 2000)),
            (CancellationError(), "Cancelled: the task was cancelled"),
            (Torn(category: .cancelled, message: "shutting down"), "Cancelled: shutting down"),
        ]
        for (error, _) in errors { self.tracer.startCall("weave").fail(error) }
        #expect(self.recorder.calls.map(\.exception) == errors.map(\.1))
        #expect(self.recorder.calls.map(\.isCancelled) == [false, false, false, false, false, false, true, true])
    }

    @Test func `the first token counts once`() throws {
        let call = self.tracer.startCall("weave")
        self.clock.move(12_345)
        call.markFirstToken()
        self.clock.move(1000)
        call.markFirstToken()
        call.finish()
        #expect(self.recorder.calls.first?.summary["treadle"]?.text == #"{"time_to_first_token_ms":12.345}"#)
    }

    @Test func `a clock that is set back makes no negative times`() throws {
        let call = self.tracer.startCall("weave")
        self.clock.move(-5000)
        call.markFirstToken()
        call.finish()
        let record = try #require(self.recorder.calls.first)
        #expect(record.endedAt == record.startedAt)
        #expect(record.summary["treadle"]?["time_to_first_token_ms"]?.double == 0)
    }

    @Test func `attributes and summary take more members, but not those that are counted`() throws {
        let call = self.tracer.startCall("weave", attributes: try RawJSON(#"{"loom":1.0,"shift":"day"}"#))
        call.setAttribute("shift", "night")
        call.setAttribute("weaver", "Ada")
        call.setSummary("usage", 1)
        call.setSummary("status_counts", 1)
        call.setSummary("weave", 1)
        call.setSummary("quality", ["knots": 2])
        call.setSummary("quality", ["knots": 3])
        call.setSummary("treadle", ["attempts": 2, "outcome": "incomplete"])
        call.finish()
        let record = try #require(self.recorder.calls.first)
        #expect(record.attributes.text == #"{"loom":1.0,"shift":"night","weaver":"Ada"}"#)
        #expect(
            record.summary.text
                == #"{"status_counts":{"success":1,"error":0},"treadle":{"attempts":2,"outcome":"incomplete"},"quality":{"knots":3}}"#
        )
    }

    @Test func `a call that is let go of is recorded as never finished`() throws {
        do { _ = self.tracer.startCall("weave") }
        let record = try #require(self.recorder.calls.first)
        #expect(record.isCancelled && record.exception == "Cancelled: the call was never finished")
    }

    @Test func `a parent of another project is no parent`() throws {
        let other = Tracer(projectID: "mill/dyes", recorder: self.recorder).startCall("dye")
        let call = self.tracer.startCall("weave", parent: other.context)
        call.finish()
        other.finish()
        let record = try #require(self.recorder.call("weave"))
        #expect(record.parentID == nil && record.traceID != other.traceID)
        #expect(self.recorder.call("dye")?.summary["status_counts"]?["success"]?.integer == 1)
    }

    @Test func `thread and turn are those of the parent, unless said otherwise`() throws {
        let parent = self.tracer.startCall("order", threadID: "t", turnID: "1")
        self.tracer.startCall("same", parent: parent.context).finish()
        self.tracer.startCall("next", parent: parent.context, turnID: "2").finish()
        #expect(self.recorder.call("same")?.threadID == "t" && self.recorder.call("same")?.turnID == "1")
        #expect(self.recorder.call("next")?.threadID == "t" && self.recorder.call("next")?.turnID == "2")
    }
}
