import Testing
import TreadleTesting
import TreadleTrace
import TreadleTracing

@Suite(.timeLimit(.minutes(1))) struct CallBatcherStoppingTests {
    @Test func `cancelling it drops what it has, and says so to who waits`() async throws {
        let store = RecordingCallStore()
        store.stall()
        let batcher = CallBatcher(store: store, clock: TestClock())
        var attempts = store.attempts.makeAsyncIterator()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await batcher.run() }
            batcher.record(Call.stubs(5))
            async let failure = Self.failure { try await batcher.flush() }
            _ = await attempts.next()
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
            #expect(await (failure as? WeaveError)?.code == .stopped)
        }
        #expect(batcher.counts.dropped == 5)
        #expect(batcher.counts.pending == 0)
        batcher.record(.stub())
        #expect(batcher.counts.dropped == 6)
    }

    private static func failure(of operation: () async throws -> Void) async -> (any Error)? {
        do {
            try await operation()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a flush that is cancelled ends with that, and the batcher goes on`() async throws {
        let store = RecordingCallStore()
        store.stall()
        let batcher = CallBatcher(store: store, clock: TestClock())
        var attempts = store.attempts.makeAsyncIterator()
        async let running: Void = batcher.run()
        batcher.record(.stub(id: "warp"))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await batcher.flush() }
            _ = await attempts.next()
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        store.resume()
        try await batcher.flush()
        #expect(store.calls.map(\.id) == ["warp"])
        batcher.drain()
        try await running
    }

    @Test func `a flush with a limit says what is left, and the calls are sent nevertheless`() async throws {
        let store = RecordingCallStore()
        let clock = TestClock()
        store.stall()
        let batcher = CallBatcher(store: store, clock: clock)
        var attempts = store.attempts.makeAsyncIterator()
        async let running: Void = batcher.run()
        batcher.record(Call.stubs(3))
        async let failure = Self.failure { try await batcher.flush(timeout: .seconds(5)) }
        _ = await attempts.next()
        for await duration in clock.sleeps where duration == .seconds(5) {
            clock.advance(by: .seconds(5))
            break
        }
        let error = await failure as? WeaveError
        #expect(error?.code == .timedOut && error?.message.hasPrefix("3 calls are not in the store after 5") == true)
        store.resume()
        try await batcher.flush(timeout: .seconds(5))
        #expect(store.calls.count == 3)
        batcher.drain()
        try await running
    }

    @Test func `a drain before the run is kept, and a second one is nothing`() async throws {
        let store = RecordingCallStore()
        let batcher = CallBatcher(store: store, clock: TestClock())
        batcher.drain()
        batcher.drain()
        batcher.record(.stub(id: "warp"))
        try await batcher.run()
        batcher.drain()
        #expect(store.calls.map(\.id) == ["warp"])
        try await batcher.flush()
    }

    @Test func `a task that is cancelled before it runs the batcher ends at once`() async throws {
        let batcher = CallBatcher(store: RecordingCallStore(), clock: TestClock())
        await withThrowingTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { try await batcher.run() }
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
    }

    @Test func `an idle batcher is woken by the first call and by the drain`() async throws {
        let clock = TestClock()
        let store = RecordingCallStore()
        let batcher = CallBatcher(store: store, clock: clock)
        var sleeps = clock.sleeps.makeAsyncIterator()
        var batches = store.batches.makeAsyncIterator()
        async let running: Void = batcher.run()
        for index in 0..<50 {
            batcher.record(.stub(id: "\(index)"))
            _ = await sleeps.next()
            clock.advance(by: .milliseconds(200))
            #expect(await batches.next()?.map(\.id) == ["\(index)"])
            try await batcher.flush()
        }
        batcher.drain()
        try await running
        #expect(clock.sleeperCount == 0)
    }

    @Test func `a flush of what was recorded after the end does not claim that it is stored`() async throws {
        let directory = TemporaryDirectory()
        let store = RecordingCallStore()
        for spool in [nil, try FileCallSpool(directory: directory.path)] {
            let batcher = CallBatcher(store: store, spool: spool)
            batcher.record(.stub(id: "before"))
            batcher.drain()
            try await batcher.run()
            try await batcher.flush()
            batcher.record(.stub(id: "after"))
            let failure = await Self.failure { try await batcher.flush() }
            #expect((failure as? WeaveError)?.code == .stopped)
        }
        #expect(store.calls.map(\.id) == ["before", "before"])
    }
}
