import Dispatch
import Foundation
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct HandingOverTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private struct Torn: Error, Equatable {}

    /// As a C library knows its user: by a pointer.
    private final class Request {
        let context = CallContext.capture()
    }

    private func expectChildren(_ names: String..., of parent: OpenCall) {
        for name in names {
            #expect(self.recorder.call(name)?.parentID == parent.id, "\(name)")
            #expect(self.recorder.call(name)?.traceID == parent.traceID, "\(name)")
        }
    }

    @Test func `a captured place is the same everywhere`() async {
        let root = await self.tracer.withCall("root") { root in
            let context = CallContext.capture()
            await Task.detached { await context.perform { await withCall("detached") { _ in await Task.yield() } } }
                .value
            await Task.detached(operation: CallContext.carrying { withCall("carried") { _ in } }).value
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async(
                    execute: CallContext.carrying {
                        withCall("queued") { _ in }
                        continuation.resume()
                    })
            }
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    context.perform { withCall("threaded") { _ in } }
                    continuation.resume()
                }
            }
            return root
        }
        self.expectChildren("detached", "carried", "queued", "threaded", of: root)
    }

    @Test func `a C callback finds its place by a pointer`() {
        let root = self.tracer.withCall("root") { root in
            let request = Request()
            let callback: @convention(c) (UnsafeMutableRawPointer?) -> Void = { pointer in
                guard let pointer else { return }
                let request = Unmanaged<Request>.fromOpaque(pointer).takeUnretainedValue()
                request.context.perform { withCall("picked") { _ in } }
            }
            let pointer = Unmanaged.passUnretained(request).toOpaque()
            withTracer(.disabled) { callback(pointer) }
            withExtendedLifetime(request) {}
            return root
        }
        self.expectChildren("picked", of: root)
    }

    @Test func `closures that carry a place take arguments, return results and throw as before`() throws {
        let (carried, throwing) = self.tracer.withCall("root") { _ in
            (
                CallContext.carrying { (picks: Int) in
                    withCall("carried", inputs: ["picks": picks]) { _ in "linen\(picks)" }
                },
                CallContext.carrying { (isTorn: Bool) throws in if isTorn { throw Torn() } }
            )
        }
        #expect(carried(2) == "linen2")
        #expect(throws: Torn.self) { try throwing(true) }
        try throwing(false)
        #expect(self.recorder.call("carried")?.parentID == self.recorder.call("root")?.id)
    }

    @Test func `errors keep their type`() async {
        let context = CallContext.capture()
        do throws(Torn) { try context.perform { () throws(Torn) in throw Torn() } } catch { #expect(error == Torn()) }
        do throws(Torn) {
            try await context.perform { () async throws(Torn) in
                await Task.yield()
                throw Torn()
            }
        } catch { #expect(error == Torn()) }
    }

    @Test func `a place outside of any call is carried as such`() {
        let context = CallContext.capture()
        self.tracer.withCall("root") { _ in
            context.perform { #expect(CallContext.current?.callID == nil) }
            #expect(CallContext.current?.callID != nil)
        }
        #expect(self.recorder.calls.count == 1)
    }

    @Test func `a call that has ended still has what is recorded beneath it`() {
        let context = self.tracer.withCall("root") { _ in CallContext.capture() }
        context.perform { withCall("late") { _ in } }
        #expect(self.recorder.call("late")?.parentID == self.recorder.call("root")?.id)
    }

    @Test func `an op can add to its own record`() {
        let dye = Op("dye") { (color: String) in
            OpenCall.current?.setSummary("vat", 7)
            OpenCall.current?.addUsage(model: "dobby", TokenUsage(promptTokens: 1, completionTokens: 1))
        }
        withTracer(self.tracer) { dye("madder") }
        #expect(self.recorder.call("dye")?.summary["vat"]?.integer == 7)
        #expect(OpenCall.current == nil)
        var options = Tracer.Options()
        options.sampleRate = 0
        Tracer(projectID: "mill/looms", recorder: self.recorder, options: options).withCall("unsampled") { _ in
            #expect(OpenCall.current == nil)
        }
    }
}
