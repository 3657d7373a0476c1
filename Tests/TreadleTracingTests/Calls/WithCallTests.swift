import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite struct WithCallTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private struct Torn: Error, Equatable {}
    private final class Loom: Sendable {}

    @Test func `inputs are any values, and the result is the output`() async {
        let cloth = await self.tracer.withCall("weave", inputs: ["warp": "linen", "ends": 400, "width": 1.5]) { call in
            await Task.yield()
            return "cloth"
        }
        #expect(cloth == "cloth")
        #expect(self.tracer.withCall("count", inputs: ["ends": [1, 2]]) { _ in 2 } == 2)
        let call = self.recorder.call("weave")
        #expect(call?.inputs.text == #"{"warp":"linen","ends":400,"width":1.5}"#)
        #expect(call?.output?.string == "cloth")
        #expect(self.recorder.call("count")?.inputs.text == #"{"ends":[1,2]}"#)
        #expect(self.recorder.call("count")?.output?.integer == 2)
    }

    @Test func `without inputs there are none`() {
        #expect(self.tracer.withCall("weave") { _ in 7 } == 7)
        #expect(self.recorder.call("weave")?.inputs == .emptyObject)
        #expect(self.recorder.call("weave")?.output?.integer == 7)
    }

    @Test func `an output that was set stays`() {
        _ = self.tracer.withCall("set") { call in
            call.setOutput(encoding: ["cloth": 1])
            return 7
        }
        _ = self.tracer.withCall("ended") { call in
            call.finish(encoding: [1])
            return 7
        }
        #expect(self.recorder.call("set")?.output?.text == #"{"cloth":1}"#)
        #expect(self.recorder.call("ended")?.output?.text == "[1]")
    }

    @Test func `results that are not Encodable pass through, unrecorded`() async {
        let loom = Loom()
        #expect(self.tracer.withCall("loom") { _ in loom } === loom)
        #expect(
            await self.tracer.withCall("later", inputs: ["a": 1]) { _ in
                await Task.yield(); return loom
            } === loom)
        self.tracer.withCall("nothing", inputs: ["a": 1]) { _ in }
        #expect(self.tracer.withCall("maybe") { _ in Int?.none } == nil)
        let any: any Sendable = self.tracer.withCall("any") { _ in 7 as any Sendable }
        #expect(any as? Int == 7)
        for name in ["loom", "later", "nothing"] { #expect(self.recorder.call(name)?.output == nil) }
        #expect(self.recorder.call("maybe")?.output == .null)
        #expect(self.recorder.call("any")?.output?.integer == 7)
    }

    @Test func `the form for libraries records no result`() {
        #expect(self.tracer.withCall("weave", inputs: .emptyObject) { _ in 7 } == 7)
        #expect(self.recorder.call("weave")?.output == nil)
    }

    @Test func `errors keep their type`() async {
        do throws(Torn) {
            try self.tracer.withCall("sync", inputs: ["a": 1]) { _ throws(Torn) in throw Torn() }
        } catch { #expect(error == Torn()) }
        do throws(Torn) {
            try await self.tracer.withCall("async") { _ async throws(Torn) in
                await Task.yield()
                throw Torn()
            }
        } catch { #expect(error == Torn()) }
        #expect(self.recorder.call("sync")?.exception == "Torn")
        #expect(self.recorder.call("async")?.exception == "Torn")
    }

    @Test func `nothing is evaluated for a call that is not recorded`() {
        func inputs() -> CallInputs {
            Issue.record("evaluated")
            return [:]
        }
        var options = Tracer.Options()
        options.sampleRate = 0
        let unsampled = Tracer(projectID: "mill/looms", recorder: self.recorder, options: options)
        for tracer in [Tracer.disabled, unsampled] {
            #expect(tracer.withCall("weave", inputs: inputs(), attributes: inputs()) { _ in 7 } == 7)
            tracer.startCall("weave", inputs: inputs(), attributes: inputs()).finish()
            withTracer(tracer) { withCall("weave", inputs: inputs(), attributes: inputs()) { _ in } }
        }
        #expect(self.recorder.calls.isEmpty)
    }

    @Test func `the free form records beneath the current call`() async {
        await self.tracer.withCall("root") { root in
            withCall("child", inputs: ["a": 1]) { _ in }
            await withCall(OpSource(name: "op"), inputs: ["b": 2]) { _ in await Task.yield() }
            #expect(self.recorder.call("child")?.parentID == root.id)
            #expect(self.recorder.call("op")?.parentID == root.id)
        }
        #expect(self.recorder.call("op")?.inputs.text == #"{"b":2}"#)
    }

    @Test func `an operation stays on its actor`() async {
        @MainActor func operate() async {
            await self.tracer.withCall("weave", inputs: ["a": 1]) { _ in
                MainActor.assertIsolated()
                await Task.yield()
                MainActor.assertIsolated()
            }
        }
        await operate()
    }
}
