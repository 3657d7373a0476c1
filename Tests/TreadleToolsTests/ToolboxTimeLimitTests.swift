import Testing
import TreadleCore
import TreadleTesting
import TreadleTools

@Suite(.timeLimit(.minutes(1))) struct ToolboxTimeLimitTests {
    /// Waits until its task is cancelled.
    private static func untilCancelled() async throws {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        try Task.checkCancellation()
    }

    private let call = ToolCall(id: "call_1", name: "weave", arguments: "{}")

    @Test func `a tool that takes too long is cancelled and reported`() async throws {
        let clock = TestClock()
        let box = Toolbox(
            [
                LoomTool { _ in
                    try await Self.untilCancelled()
                    return "never"
                }
            ], clock: clock)
        async let result = box.run(self.call)
        var sleeps = clock.sleeps.makeAsyncIterator()
        #expect(await sleeps.next() == .seconds(30))
        clock.advance(by: .seconds(30))
        do {
            _ = try await result
            Issue.record("must time out")
        } catch let error as ToolError {
            #expect(error.code == .timedOut)
            #expect(error.category == .timeout)
            #expect(error.message == "weave took longer than 30.0 seconds, the limit on a tool's time")
        }
    }

    @Test func `cancelling the caller cancels the tool and passes through`() async {
        let (started, start) = AsyncStream<Void>.makeStream()
        let box = Toolbox([
            LoomTool { _ in
                start.yield()
                do { try await Self.untilCancelled() } catch { throw ToolError(.failed, "the thread was cut") }
                return "never"
            }
        ])
        let task = Task { try await box.run(self.call) }
        var starts = started.makeAsyncIterator()
        await starts.next()
        task.cancel()
        let outcome = await task.result
        #expect(throws: CancellationError.self) { try outcome.get() }
    }

    @Test func `a tool that gives itself up has failed`() async {
        let box = Toolbox([LoomTool { _ in throw CancellationError() }])
        let error = await #expect(throws: ToolError.self) { try await box.run(self.call) }
        #expect(error?.code == .failed)
    }

    @Test func `a cancelled caller gets a result from execute`() async {
        let box = Toolbox([LoomTool { _ in "woven" }])
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await box.execute(self.call)
        }
        task.cancel()
        #expect(
            await task.value == ToolResult(toolCallID: "call_1", content: "weave was cancelled", isError: true))
    }
}
