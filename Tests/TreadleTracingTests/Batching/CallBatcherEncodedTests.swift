import Foundation
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTracing

/// A batcher whose store takes calls as the spool has them: they are in the spool alone, and sent from there.
@Suite(.timeLimit(.minutes(1))) struct CallBatcherEncodedTests {
    private let directory = TemporaryDirectory()
    private let store = RecordingCallStore()

    private func batcher(
        limits: FileCallSpool.Limits = .init(segmentBytes: 20_000), calls: Int = 100, bytes: Int = 8 << 20,
        pending: Int = 50
    ) throws -> CallBatcher {
        var options = CallBatcher.Options()
        options.maximumBatchCalls = calls
        options.maximumBatchBytes = bytes
        options.maximumPendingCalls = pending
        options.retryDelay = .microseconds(100)
        let spool = try FileCallSpool(directory: self.directory.path, limits: limits)
        return CallBatcher(store: EncodedCallStoreDouble(base: self.store), spool: spool, options: options)
    }

    private func withRunning(_ batcher: CallBatcher, _ body: () async throws -> Void) async throws {
        async let running: Void = batcher.run()
        try await body()
        batcher.drain()
        try await running
    }

    @Test func `calls arrive as they were, in batches, and nothing of them is kept in memory`() async throws {
        let batcher = try self.batcher()
        let calls = Call.stubs(1001) + [.stub(inputs: try RawJSON(#"{"é":"\u0041\n","n":1.0}"#), output: .null)]
        for call in calls {
            batcher.record(call)
            #expect(batcher.counts.pending == 0)
        }
        #expect(batcher.counts.spooled == 1002)
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.map(\.id) == calls.map(\.id))
        #expect(self.store.calls.last?.inputs == calls.last?.inputs)
        let counts = batcher.counts
        #expect(counts.stored == 1002 && counts.spooled == 0 && counts.spooledBytes == 0 && counts.dropped == 0)
        #expect(counts.batches == 11)
    }

    @Test func `calls of several projects in one batch go each to its own`() async throws {
        let batcher = try self.batcher()
        var calls = Call.stubs(30)
        for index in calls.indices {
            calls[index].projectID = ["mill/looms", "mill/\"dyes\"", "mill/looms2"][index % 3]
        }
        for call in calls { batcher.record(call) }
        batcher.record(calls)
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.count == 60)
        #expect(Set(self.store.calls) == Set(calls))
    }

    @Test func `a call that is refused is dropped alone, and counted`() async throws {
        let batcher = try self.batcher()
        self.store.refuse(["call-7", "call-63"])
        for call in Call.stubs(100) { batcher.record(call) }
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.count == 98)
        let counts = batcher.counts
        #expect(counts.stored == 98 && counts.dropped == 2 && counts.refused == 2)
        #expect(counts.pending == 0 && counts.spooled == 0 && counts.spooledBytes == 0)
    }

    @Test func `eight tasks record while the store fails now and then, and every call arrives once`() async throws {
        let batcher = try self.batcher()
        self.store.failNext(Array(repeating: TraceError(.unavailable, "away"), count: 7))
        try await self.withRunning(batcher) {
            await withTaskGroup { group in
                for task in 0..<8 {
                    group.addTask { for call in Call.stubs(500, prefix: "task\(task)") { batcher.record(call) } }
                }
            }
            try await batcher.flush()
        }
        #expect(self.store.calls.count == 4000)
        #expect(Set(self.store.calls.map(\.id)).count == 4000)
        #expect(batcher.counts.failures == 7)
        #expect(batcher.counts.lastFailure == "away")
    }

    @Test func `what was not sent is there at the next start, once each, and counted as recovered`() async throws {
        do {
            let batcher = try self.batcher()
            for call in Call.stubs(500) { batcher.record(call) }
        }
        let batcher = try self.batcher()
        batcher.record(.stub(id: "new"))
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.count == 501)
        #expect(Set(self.store.calls.map(\.id)) == Set(Call.stubs(500).map(\.id) + ["new"]))
        #expect(batcher.counts.recovered == 500 && batcher.counts.stored == 501 && batcher.counts.recorded == 1)
    }

    @Test func `where the spool has no room calls go to memory, and are dropped where that has none either`()
        async throws
    {
        let limits = FileCallSpool.Limits(segmentBytes: 4096, totalBytes: 8192)
        let batcher = try self.batcher(limits: limits, pending: 5)
        for call in Call.stubs(100) { batcher.record(call) }
        let counts = batcher.counts
        #expect(counts.pending == 5 && counts.spooled > 5 && counts.dropped == 100 - 5 - counts.spooled)
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(Set(self.store.calls.map(\.id)) == Set(Call.stubs(5 + counts.spooled).map(\.id)))
        #expect(self.store.calls.count == 5 + counts.spooled)
    }

    @Test func `damage in the spool costs the calls that it hit, and they are counted`() async throws {
        let batcher = try self.batcher()
        for call in Call.stubs(10) { batcher.record(call) }
        let name = try #require(self.directory.segments.first)
        var bytes = try self.directory.bytes(of: name)
        bytes[SegmentHeader.size + 1] ^= 0xFF
        // In place: the spool has the file open.
        try self.directory.overwrite(bytes, in: name)
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.map(\.id) == Call.stubs(10).map(\.id).suffix(9))
        #expect(batcher.counts.dropped == 1 && batcher.counts.spooled == 0 && batcher.counts.spooledBytes == 0)
    }

    @Test func `damage beside a single call does not cost that one`() async throws {
        let batcher = try self.batcher()
        for call in Call.stubs(2) { batcher.record(call) }
        let name = try #require(self.directory.segments.first)
        var bytes = try self.directory.bytes(of: name)
        bytes[SegmentHeader.size + 1] ^= 0xFF
        try self.directory.overwrite(bytes, in: name)
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.map(\.id) == ["call-1"])
        #expect(batcher.counts.dropped == 1 && batcher.counts.refused == 0 && batcher.counts.stored == 1)
        #expect(batcher.counts.spooled == 0 && batcher.counts.pending == 0 && batcher.counts.spooledBytes == 0)
    }

    @Test func `files that somebody took away cost what was only there, and nothing after that`() async throws {
        let batcher = try self.batcher(limits: .init(segmentBytes: 4096))
        for call in Call.stubs(100) { batcher.record(call) }
        try FileManager.default.removeItem(atPath: self.directory.path)
        batcher.record(.stub(id: "after"))
        try await self.withRunning(batcher) {
            try await batcher.flush(timeout: .seconds(20))
            batcher.record(.stub(id: "later"))
            try await batcher.flush(timeout: .seconds(20))
        }
        let counts = batcher.counts
        #expect(self.store.calls.suffix(2).map(\.id) == ["after", "later"])
        #expect(Set(self.store.calls.map(\.id)).count == counts.stored)
        // Those in files that are open still are not lost.
        #expect(counts.stored > 20 && counts.stored + counts.dropped == 102)
        #expect(counts.pending == 0 && counts.spooled == 0 && counts.spooledBytes == 0)
    }

    @Test func `calls that are handed over together are batches of no more bytes than those that come alone`()
        async throws
    {
        let batcher = try self.batcher(limits: .init(segmentBytes: 64 << 10), bytes: 50_000)
        let text = RawJSON(string: String(repeating: "w", count: 9000))
        let calls = (0..<40).map { Call.stub(id: "call-\($0)", output: text) }
        batcher.record(calls)
        batcher.record([.stub(output: RawJSON(string: String(repeating: "w", count: 90_000)))])
        try await self.withRunning(batcher) { try await batcher.flush() }
        #expect(self.store.calls.count == 41)
        #expect(batcher.counts.batches == 9)
    }
}
