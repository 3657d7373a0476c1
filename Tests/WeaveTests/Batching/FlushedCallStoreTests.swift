import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import Weave

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
