import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTracing

@Suite struct TracerTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    @Test func `calls made within a call are recorded beneath it`() async throws {
        self.tracer.withCall("cloth", inputs: JSONWriter.object { $0.member("ends", 400) }) { cloth in
            #expect(CallContext.current?.callID == cloth.id)
            withCall("warp") { warp in
                #expect(warp.traceID == cloth.traceID)
                warp.setOutput(RawJSON(JSONValue.string("tight")))
            }
        }

        let cloth = try #require(self.recorder.call("cloth"))
        let warp = try #require(self.recorder.call("warp"))
        #expect(cloth.parentID == nil)
        #expect(warp.parentID == cloth.id)
        #expect(warp.traceID == cloth.traceID)
        #expect(cloth.inputs.text == #"{"ends":400}"#)
        #expect(warp.output?.text == #""tight""#)
        #expect(cloth.summary.text == #"{"status_counts":{"success":2,"error":0}}"#)
    }

    @Test func `a disabled tracer evaluates no inputs and records nothing`() {
        func inputs() -> RawJSON {
            Issue.record("the inputs were evaluated")
            return .emptyObject
        }
        let call = Tracer.disabled.startCall("cloth", inputs: inputs())
        call.setOutput(.null)
        call.finish()
        #expect(call.id.isEmpty)
        Tracer.disabled.withCall("cloth", inputs: inputs()) { _ in #expect(CallContext.current == nil) }
    }

    @Test func `a scope with the disabled tracer keeps the process's own away, until a scope within sets another`() {
        let process = Tracer(projectID: "mill/looms", recorder: RecordingRecorder())
        func core() -> Tracer.Core? { Tracer.core(at: CallContext.current, otherwise: process.core) }
        #expect(core() === process.core)
        withTracer(.disabled) {
            #expect(core() == nil)
            withThread("a") { _ in withAttributes(["x": 1]) { #expect(core() == nil) } }
            let context = CallContext.capture()
            let other = Tracer(projectID: "mill/dyes", recorder: RecordingRecorder())
            withTracer(other) {
                #expect(core() === other.core)
                context.perform { #expect(core() == nil) }
            }
            other.withCall("dye") { _ in #expect(core() === other.core) }
        }
        process.withCall("weave") { _ in withTracer(.disabled) { #expect(core() == nil) } }
    }
}
