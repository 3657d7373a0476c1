import Dispatch
import Testing
import TreadleCore
import TreadleTrace
import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct CallContextTests {
    private let recorder = RecordingRecorder()
    private var tracer: Tracer { Tracer(projectID: "mill/looms", recorder: self.recorder) }

    private actor Loom {
        func weave(_ name: String) async { await withCall(name) { _ in await Task.yield() } }
    }

    private struct Torn: Error {}

    private func expectChild(_ name: String, of parent: OpenCall) {
        let call = self.recorder.call(name)
        #expect(call?.parentID == parent.id, "\(name)")
        #expect(call?.traceID == parent.traceID, "\(name)")
    }

    @Test func `child tasks, actors and sequences record beneath the call they are in`() async throws {
        let loom = Loom()
        let root = await self.tracer.withCall("root") { root in
            async let first: Void = withCall("async let") { _ in await Task.yield() }
            async let second: Void = loom.weave("actor")
            await withTaskGroup { group in
                for index in 0..<4 { group.addTask { await loom.weave("group \(index)") } }
            }
            let picks = AsyncStream<Int> { continuation in
                for pick in 0..<3 { continuation.yield(pick) }
                continuation.finish()
            }
            for await pick in picks.map({ pick in await loom.weave("mapped \(pick)") }).map({ _ in 0 }) {
                withCall("consumed \(self.recorder.calls.count) \(pick)") { _ in }
            }
            _ = await (first, second)
            return root
        }
        let names = self.recorder.calls.map(\.opName).filter { $0 != "root" }
        #expect(names.count == 12)
        for name in names { self.expectChild(name, of: root) }
        #expect(self.recorder.call("root")?.summary["status_counts"]?["success"]?.integer == 13)
    }

    @Test func `a detached task or a callback needs the context handed over`() async throws {
        let root = await self.tracer.withCall("root") { root in
            let context = CallContext.current
            await Task.detached {
                #expect(CallContext.current == nil)
                withCall("untraced") { call in #expect(call.id.isEmpty) }
                CallContext.$current.withValue(context) { withCall("detached") { _ in } }
            }.value
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    CallContext.$current.withValue(root.context) { withCall("callback") { _ in } }
                    continuation.resume()
                }
            }
            return root
        }
        #expect(self.recorder.calls.count == 3)
        self.expectChild("detached", of: root)
        self.expectChild("callback", of: root)
    }

    @Test func `an unstructured task inherits the context`() async {
        let root = await self.tracer.withCall("root") { root in
            await Task { await withCall("task") { _ in await Task.yield() } }.value
            return root
        }
        self.expectChild("task", of: root)
    }

    @Test func `outside a call there is no context, and free calls only run`() async throws {
        #expect(CallContext.current == nil)
        #expect(withCall("weave") { _ in 7 } == 7)
        #expect(
            await withCall("weave") { _ in
                await Task.yield(); return 8
            } == 8)
        #expect(throws: Torn.self) { try withCall("weave") { _ in throw Torn() } }
        #expect(self.recorder.calls.isEmpty)
    }

    @Test func `an error passes through as it is and becomes the exception`() async {
        await #expect(throws: Torn.self) {
            try await self.tracer.withCall("async") { _ in
                await Task.yield()
                throw Torn()
            }
        }
        #expect(throws: Torn.self) { try self.tracer.withCall("sync") { _ in throw Torn() } }
        #expect(self.recorder.call("async")?.exception == "Torn")
        #expect(self.recorder.call("sync")?.exception == "Torn")
        #expect(CallContext.current == nil)
    }

    @Test func `a cancelled task makes a cancelled call, with what had come`() async {
        let (started, starter) = AsyncStream<Void>.makeStream()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await self.tracer.withCall("weave") { call in
                    call.setOutput(RawJSON(JSONValue.string("half a cloth")))
                    starter.yield()
                    for await _ in AsyncStream<Void>(unfolding: { nil }) {}
                    while !Task.isCancelled { await Task.yield() }
                    try Task.checkCancellation()
                }
            }
            for await _ in started { break }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        let call = self.recorder.call("weave")
        #expect(call?.isCancelled == true)
        #expect(call?.output?.string == "half a cloth")
    }

    @Test func `a disabled tracer leaves the context of others alone`() {
        let root = self.tracer.withCall("root") { root in
            Tracer.disabled.withCall("nothing") { call in
                #expect(call.id.isEmpty)
                withCall("child") { _ in }
            }
            return root
        }
        self.expectChild("child", of: root)
        #expect(self.recorder.calls.count == 2)
    }

    @Test func `an operation stays on its actor`() async {
        @MainActor func operate() async {
            await self.tracer.withCall("weave") { _ in
                MainActor.assertIsolated()
                await Task.yield()
                MainActor.assertIsolated()
            }
        }
        await operate()
    }
}
