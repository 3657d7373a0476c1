import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct FlushedCallStoreTests {
    private let store = RecordingCallStore()
    private let clock = TestClock()

    @Test func `what was recorded before a question is part of the answer`() async throws {
        let batcher = CallBatcher(store: self.store, clock: self.clock)
        let flushed = FlushedCallStore(self.store, batcher: batcher)
        async let running: Void = batcher.run()

        batcher.record(.stub(id: "warp"))
        #expect(try await flushed.calls(matching: CallQuery()).map(\.id) == ["warp"])
        batcher.record(.stub(id: "weft"))
        #expect(try await flushed.page(of: CallQuery(), after: nil).calls.map(\.id) == ["warp", "weft"])

        batcher.drain()
        try await running
        #expect(try await flushed.calls(matching: CallQuery()).count == 2)
    }

    @Test func `what the batcher still holds is counted, renamed, deleted and ended as if it were there`() async throws
    {
        let store = InMemoryTraceStore()
        let batcher = CallBatcher(store: store, clock: self.clock)
        let flushed = FlushedCallStore(store, batcher: batcher)
        async let running: Void = batcher.run()
        func calls() async throws -> [Call] { try await store.calls(matching: CallQuery()) }

        var call = Call.stub(id: "warp")
        batcher.record(call)
        try await flushed.rename(callID: "warp", in: call.projectID, to: "row 7")
        #expect(try await calls().map(\.displayName) == ["row 7"])

        batcher.record(call)
        let end = CallEnd(id: "warp", projectID: call.projectID, endedAt: Timestamp(microseconds: 99))
        try await flushed.write([.end(end)])
        #expect(try await calls().map(\.endedAt) == [end.endedAt])

        call.id = "weft"
        call.parentID = "warp"
        batcher.record(call)
        #expect(try await flushed.deleteCalls(["warp"], in: call.projectID) == 2)
        // A copy that was on its way stays deleted, too.
        batcher.record(call)
        try await batcher.flush()
        #expect(try await calls().isEmpty)

        let recording = FlushedCallStore(self.store, batcher: CallBatcher(store: self.store, clock: self.clock))
        try await recording.write([.complete(call)])
        #expect(self.store.calls == [call])
        batcher.drain()
        try await running
    }

    @Test func `what the batcher holds is part of a count`() async throws {
        let batcher = CallBatcher(store: self.store, clock: self.clock)
        async let running: Void = batcher.run()
        batcher.record(.stub(id: "warp"))
        let count = try await FlushedCallStore(self.store, batcher: batcher).count(of: CallQuery())
        #expect(count.count == 1)
        batcher.drain()
        try await running
    }

    @Test func `while the store takes nothing, a question is answered with what it has`() async throws {
        let batcher = CallBatcher(store: self.store, clock: self.clock)
        let flushed = FlushedCallStore(self.store, batcher: batcher, patience: .seconds(2))
        var attempts = self.store.attempts.makeAsyncIterator()
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        async let running: Void = batcher.run()
        batcher.record(.stub(id: "warp"))
        try await batcher.flush()
        _ = await attempts.next()

        self.store.stall()
        batcher.record(.stub(id: "weft"))
        async let answer = flushed.calls(matching: CallQuery())
        _ = await attempts.next()
        while let duration = await sleeps.next(), duration != .seconds(2) {}
        self.clock.advance(by: .seconds(2))
        #expect(try await answer.map(\.id) == ["warp"])

        self.store.resume()
        #expect(try await flushed.calls(matching: CallQuery()).map(\.id) == ["warp", "weft"])
        batcher.drain()
        try await running
    }
}
