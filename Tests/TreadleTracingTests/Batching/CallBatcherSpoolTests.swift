import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTracing

/// A batcher with a spool: what survives what.
@Suite(.timeLimit(.minutes(1))) struct CallBatcherSpoolTests {
    private let directory = TemporaryDirectory()

    private func ids(_ count: Int) -> Set<String> { Set(Call.stubs(count).map(\.id)) }

    /// Runs a batcher over what the directory holds until everything is stored.
    private func recover() async throws -> [Call] {
        let store = RecordingCallStore()
        let spool = try FileCallSpool(directory: self.directory.path)
        let batcher = CallBatcher(store: store, spool: spool, clock: TestClock())
        batcher.drain()
        try await batcher.run()
        #expect(spool.pendingBytes == 0)
        return store.calls
    }

    @Test func `calls of a process that was killed are all there at the next start, once each`() async throws {
        do {
            let spool = try FileCallSpool(directory: self.directory.path, limits: .init(segmentBytes: 50_000))
            let batcher = CallBatcher(store: RecordingCallStore(), spool: spool)
            for call in Call.stubs(1500) { batcher.record(call) }
            // Nothing is flushed, drained or run: for the directory this is a kill.
        }
        #expect(self.directory.segments.count > 5)

        let calls = try await self.recover()
        #expect(calls.count == 1500)
        #expect(Set(calls.map(\.id)) == self.ids(1500))
        #expect(self.directory.segments.isEmpty)
        #expect(try await self.recover().isEmpty)
    }

    @Test func `a process killed halfway leaves what was not stored, and nothing that was comes twice`() async throws {
        let store = RecordingCallStore()
        var options = CallBatcher.Options()
        options.maximumBatchCalls = 100
        do {
            let spool = try FileCallSpool(directory: self.directory.path)
            let batcher = CallBatcher(store: store, spool: spool, options: options, clock: TestClock())
            var attempts = store.attempts.makeAsyncIterator()
            var batches = store.batches.makeAsyncIterator()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try? await batcher.run() }
                for call in Call.stubs(100) { batcher.record(call) }
                _ = await batches.next()
                try await batcher.flush()
                store.stall()
                for call in Call.stubs(250, prefix: "late") { batcher.record(call) }
                _ = await attempts.next()
                _ = await attempts.next()
                group.cancelAll()
            }
        }
        #expect(store.calls.count == 100)

        let calls = try await self.recover()
        // One segment holds them all, so the stored ones are sent again; the store knows them by their identifiers.
        #expect(Set(calls.map(\.id)).isSuperset(of: Call.stubs(250, prefix: "late").map(\.id)))
        #expect(Set(calls.map(\.id)).count == calls.count)
    }

    @Test func `while the store stalls, memory is bounded and nothing is lost`() async throws {
        let store = RecordingCallStore()
        store.stall()
        var options = CallBatcher.Options()
        options.maximumBatchCalls = 10
        options.maximumPendingCalls = 50
        let spool = try FileCallSpool(directory: self.directory.path, limits: .init(segmentBytes: 20_000))
        let batcher = CallBatcher(store: store, spool: spool, options: options, clock: TestClock())
        var attempts = store.attempts.makeAsyncIterator()
        async let running: Void = batcher.run()

        batcher.record(.stub(id: "first"))
        async let flushed: Void = batcher.flush()
        _ = await attempts.next()
        for call in Call.stubs(2000) {
            batcher.record(call)
            #expect(batcher.counts.pending <= 50)
        }
        #expect(batcher.counts.recorded == 2001 && batcher.counts.dropped == 0)

        store.resume()
        try await flushed
        try await batcher.flush()
        #expect(Set(store.calls.map(\.id)) == self.ids(2000).union(["first"]))
        #expect(store.calls.count == 2001)
        #expect(batcher.counts.stored == 2001)
        #expect(batcher.counts.spooledBytes == 0)
        batcher.drain()
        try await running
    }

    @Test func `a drain that takes too long ends, and the rest is there at the next start`() async throws {
        let store = RecordingCallStore()
        let clock = TestClock()
        store.stall()
        do {
            let spool = try FileCallSpool(directory: self.directory.path)
            let batcher = CallBatcher(store: store, spool: spool, clock: clock)
            var attempts = store.attempts.makeAsyncIterator()
            var sleeps = clock.sleeps.makeAsyncIterator()
            async let running: Void = batcher.run()
            for call in Call.stubs(30) { batcher.record(call) }
            batcher.drain()
            _ = await attempts.next()
            while let duration = await sleeps.next(), duration != .seconds(10) {}
            clock.advance(by: .seconds(10))
            try await running
            #expect(batcher.counts.stored == 0 && batcher.counts.dropped == 0)

            batcher.record(.stub(id: "after the end"))
            #expect(batcher.counts.dropped == 0)
            await #expect(throws: WeaveError.self) { try await batcher.flush() }
        }
        #expect(store.calls.isEmpty)
        #expect(try await Set(self.recover().map(\.id)) == self.ids(30).union(["after the end"]))
    }

    @Test func `a drain that is stopped by a store that fails ends in time as well`() async throws {
        let store = RecordingCallStore()
        let clock = TestClock()
        store.failNext(Array(repeating: TraceError(.unavailable, "away"), count: 100))
        let spool = try FileCallSpool(directory: self.directory.path)
        let batcher = CallBatcher(store: store, spool: spool, clock: clock)
        batcher.record(.stub())
        batcher.drain()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in clock.sleeps { clock.advance(by: .seconds(4)) } }
            try await batcher.run()
            group.cancelAll()
        }
        #expect(batcher.counts.failures > 0 && batcher.counts.stored == 0)
        #expect(batcher.counts.spooledBytes > 0)
    }

    @Test func `a spool that is full leaves calls to memory, and drops only what has no room in either`() async throws {
        var options = CallBatcher.Options()
        options.maximumPendingCalls = 8
        let spool = try FileCallSpool(
            directory: self.directory.path, limits: .init(segmentBytes: 1000, totalBytes: 3000))
        let store = RecordingCallStore()
        let batcher = CallBatcher(store: store, spool: spool, options: options, clock: TestClock())
        for call in Call.stubs(20) { batcher.record(call) }

        let counts = batcher.counts
        #expect(counts.recorded == 20)
        #expect(counts.dropped > 0)
        #expect(counts.spooledBytes <= 3000)
        batcher.drain()
        try await batcher.run()
        #expect(store.calls.count + counts.dropped == 20)
        #expect(batcher.counts.stored == store.calls.count)
    }

    @Test func `a group is one write, and is cut where it is larger than a batch`() async throws {
        let store = RecordingCallStore()
        let spool = try FileCallSpool(directory: self.directory.path)
        let batcher = CallBatcher(store: store, spool: spool, clock: TestClock())
        batcher.record(Call.stubs(2500))
        batcher.record([])
        batcher.drain()
        try await batcher.run()
        #expect(store.calls.map(\.id) == Call.stubs(2500).map(\.id))
    }

    @Test func `eight tasks record while the store fails now and then, and every call arrives once`() async throws {
        let store = RecordingCallStore()
        store.failNext(Array(repeating: TraceError(.unavailable, "away"), count: 7))
        var options = CallBatcher.Options()
        options.maximumBatchCalls = 50
        options.maximumPendingCalls = 200
        options.retryDelay = .microseconds(100)
        let spool = try FileCallSpool(directory: self.directory.path, limits: .init(segmentBytes: 50_000))
        let batcher = CallBatcher(store: store, spool: spool, options: options)
        async let running: Void = batcher.run()
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask { for call in Call.stubs(500, prefix: "task\(task)") { batcher.record(call) } }
            }
        }
        try await batcher.flush()
        #expect(store.calls.count == 4000)
        #expect(Set(store.calls.map(\.id)).count == 4000)
        #expect(batcher.counts.failures == 7)
        batcher.drain()
        try await running
        #expect(self.directory.segments.count <= 3 + 16, "the current one and a few files for the next use")
    }
}
