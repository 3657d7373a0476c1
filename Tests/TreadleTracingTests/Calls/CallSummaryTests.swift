import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

/// What is counted over a call and the calls below it.
@Suite struct CallSummaryTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private struct Torn: Error {}

    @Test func `usage is that of Weave's wire, by model, and counts for every call above`() throws {
        let root = self.tracer.startCall("root")
        let middle = self.tracer.startCall("middle", parent: root.context)
        let leaf = self.tracer.startCall("leaf", parent: middle.context)
        leaf.addUsage(model: "jacquard-2", TokenUsage(promptTokens: 10, completionTokens: 5))
        leaf.addUsage(
            model: "jacquard-2",
            TokenUsage(
                promptTokens: 1, completionTokens: 2, totalTokens: 4,
                details: ["cache_read_input_tokens": 3, "completion_tokens_details": ["reasoning_tokens": 2]]))
        leaf.finish()
        middle.addUsage(
            model: "jacquard-2",
            TokenUsage(promptTokens: 0, completionTokens: 0, details: ["cache_read_input_tokens": 4]))
        middle.addUsage(model: "dobby", TokenUsage(promptTokens: 7, completionTokens: 0))
        middle.finish()
        root.finish()

        let details = #""cache_read_input_tokens":3,"completion_tokens_details":{"reasoning_tokens":2}}}"#
        #expect(
            self.recorder.call("leaf")?.summary["usage"]?.text
                == #"{"jacquard-2":{"requests":2,"prompt_tokens":11,"completion_tokens":7,"total_tokens":19,"# + details
        )
        let summary = try #require(self.recorder.call("root")?.summary)
        #expect(summary["usage"]?["jacquard-2"]?["requests"]?.integer == 3)
        #expect(summary["usage"]?["jacquard-2"]?["cache_read_input_tokens"]?.integer == 7)
        #expect(summary["usage"]?["jacquard-2"]?["completion_tokens_details"]?["reasoning_tokens"]?.integer == 2)
        #expect(summary["usage"]?["dobby"]?["total_tokens"]?.integer == 7)
        #expect(summary["status_counts"]?.text == #"{"success":3,"error":0}"#)
    }

    @Test func `a failure below makes the calls above descendant errors`() throws {
        let root = self.tracer.startCall("root")
        let child = self.tracer.startCall("child", parent: root.context)
        child.fail(Torn())
        root.finish()
        #expect(self.recorder.call("child")?.status == .error)
        #expect(self.recorder.call("child")?.summary.text == #"{"status_counts":{"success":0,"error":1}}"#)
        #expect(self.recorder.call("root")?.status == .descendantError)
        #expect(self.recorder.call("root")?.summary.text == #"{"status_counts":{"success":1,"error":1}}"#)
    }

    @Test func `a call that outlives its parent counts for the next open one above`() throws {
        let root = self.tracer.startCall("root")
        let middle = self.tracer.startCall("middle", parent: root.context)
        let late = self.tracer.startCall("late", parent: middle.context)
        middle.finish()
        late.addUsage(model: "dobby", TokenUsage(promptTokens: 1, completionTokens: 1))
        late.finish()
        root.finish()
        #expect(self.recorder.call("late")?.parentID == middle.id)
        #expect(self.recorder.call("middle")?.summary.text == #"{"status_counts":{"success":1,"error":0}}"#)
        #expect(self.recorder.call("root")?.summary["status_counts"]?["success"]?.integer == 3)
        #expect(self.recorder.call("root")?.summary["usage"]?["dobby"]?["requests"]?.integer == 1)
    }

    @Test func `counts that no integer can hold do not stop the program`() throws {
        let call = self.tracer.startCall("weave")
        for _ in 0..<3 { call.addUsage(model: "m", TokenUsage(promptTokens: .max, completionTokens: .max)) }
        call.finish()
        #expect(self.recorder.call("weave")?.summary["usage"]?["m"]?["total_tokens"]?.integer == .max)
    }
}
