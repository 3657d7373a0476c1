import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import Weave

@Suite struct FlushedCallStoreTests {
    private let store = InMemoryTraceStore()

    /// A batcher that sends nothing by itself for an hour.
    private func batcher() -> CallBatcher {
        var options = CallBatcher.Options()
        options.interval = .seconds(3600)
        return CallBatcher(store: self.store, options: options)
    }

    private func record(_ name: String, in batcher: CallBatcher) {
        Tracer(projectID: "mill/loom", recorder: batcher).startCall(name).finish()
    }

    @Test func `a question is answered with what was recorded before it`() async throws {
        let batcher = self.batcher()
        let flushed = FlushedCallStore(self.store, batcher: batcher)
        async let running: Void = batcher.run()
        self.record("weave", in: batcher)
        let stored = try await self.store.calls(matching: CallQuery())
        #expect(stored.isEmpty)
        #expect(try await flushed.calls(matching: CallQuery()).map(\.opName) == ["weave"])
        self.record("dye", in: batcher)
        #expect(try await flushed.page(of: CallQuery(), after: nil).calls.count == 2)
        batcher.drain()
        try await running
    }

    @Test func `after the batcher has stopped the store answers alone`() async throws {
        let batcher = self.batcher()
        self.record("weave", in: batcher)
        batcher.drain()
        try await batcher.run()
        let flushed = FlushedCallStore(self.store, batcher: batcher)
        #expect(try await flushed.calls(matching: CallQuery()).count == 1)
    }
}
