import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTracing

@Suite struct CallBatcherTests {
    @Test(.timeLimit(.minutes(1)))
    func `a batch that is not full is sent after the interval`() async throws {
        let clock = TestClock()
        let store = RecordingCallStore()
        let batcher = CallBatcher(store: store, clock: clock)
        var sleeps = clock.sleeps.makeAsyncIterator()
        var batches = store.batches.makeAsyncIterator()
        async let running: Void = batcher.run()

        batcher.record(.stub(id: "warp"))
        batcher.record(.stub(id: "weft"))
        #expect(await sleeps.next() == .milliseconds(200))
        #expect(store.calls.isEmpty)
        clock.advance(by: .milliseconds(200))

        #expect(await batches.next()?.map(\.id) == ["warp", "weft"])
        batcher.drain()
        try await running
        #expect(batcher.counts.stored == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a full batch is sent at once`() async throws {
        let clock = TestClock()
        let store = RecordingCallStore()
        var options = CallBatcher.Options()
        options.maximumBatchCalls = 3
        let batcher = CallBatcher(store: store, options: options, clock: clock)
        var sleeps = clock.sleeps.makeAsyncIterator()
        var batches = store.batches.makeAsyncIterator()
        async let running: Void = batcher.run()

        batcher.record(.stub(id: "1"))
        _ = await sleeps.next()
        batcher.record([.stub(id: "2"), .stub(id: "3"), .stub(id: "4")])

        #expect(await batches.next()?.map(\.id) == ["1"])
        #expect(await batches.next()?.map(\.id) == ["2", "3", "4"])
        batcher.drain()
        try await running
    }

    @Test(.timeLimit(.minutes(1)))
    func `a flush returns when everything recorded before is in the store`() async throws {
        let store = RecordingCallStore()
        let batcher = CallBatcher(store: store, clock: TestClock())
        async let running: Void = batcher.run()

        for _ in 0..<20 {
            batcher.record(Call.stubs(70))
            let before = batcher.counts.recorded
            try await batcher.flush()
            #expect(store.calls.count == before)
        }

        batcher.drain()
        try await running
    }

    @Test(.timeLimit(.minutes(1)))
    func `a store that fails gets the same calls again, waiting longer each time`() async throws {
        let clock = TestClock()
        let store = RecordingCallStore()
        store.failNext([
            TraceError(.unavailable, "away"), TraceError(.storageFailed, "full"), CancellationError(),
        ])
        let log = RecordingLogHandler()
        let batcher = CallBatcher(
            store: store, clock: clock, logger: Logger(label: "batcher", handler: log), jitter: { 1 })
        var sleeps = clock.sleeps.makeAsyncIterator()
        var batches = store.batches.makeAsyncIterator()
        async let running: Void = batcher.run()

        batcher.record(.stub(id: "warp"))
        for expected in [200, 100, 200, 400] {
            let duration = await sleeps.next()
            #expect(duration == .milliseconds(expected))
            clock.advance(by: .milliseconds(expected))
        }

        #expect(await batches.next()?.map(\.id) == ["warp"])
        #expect(batcher.counts.failures == 3)
        #expect(batcher.counts.dropped == 0)
        #expect(log.lines.count { $0.hasPrefix("warning") } == 1, "said once, not with every attempt")
        batcher.drain()
        try await running
    }

    @Test(.timeLimit(.minutes(1)))
    func `only the call that the store refuses is dropped`() async throws {
        let store = RecordingCallStore()
        store.refuse(["call-37"])
        let batcher = CallBatcher(store: store, clock: TestClock())
        async let running: Void = batcher.run()

        batcher.record(Call.stubs(100))
        try await batcher.flush()

        #expect(Set(store.calls.map(\.id)) == Set((0..<100).map { "call-\($0)" }).subtracting(["call-37"]))
        #expect(store.calls.count == 99)
        #expect(batcher.counts.dropped == 1)
        #expect(batcher.counts.pending == 0)
        batcher.drain()
        try await running
    }
}
