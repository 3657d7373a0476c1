import Dispatch
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite(.timeLimit(.minutes(1))) struct GroupCommitTests {
    /// Holds the writer's thread until `count` requests wait behind it, then lets go and gives their results.
    private func recordTogether(
        _ batches: [[Call]], in store: SQLiteTraceStore
    ) async throws -> [Result<Void, any Error>] {
        let writer = try #require(store.writer)
        let gate = DispatchSemaphore(value: 0)
        writer.hold { gate.wait() }
        return await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
            for (index, batch) in batches.enumerated() {
                group.addTask {
                    do {
                        try await store.record(batch)
                        return (index, .success(()))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            while writer.waitingCount < batches.count { await Task.yield() }
            gate.signal()
            var results = [Result<Void, any Error>](repeating: .success(()), count: batches.count)
            for await (index, result) in group { results[index] = result }
            return results
        }
    }

    @Test func `requests that wait together share one transaction`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")

        let results = try await self.recordTogether((0..<20).map { [.stub("\($0)")] }, in: store)

        #expect(results.allSatisfy { (try? $0.get()) != nil })
        #expect(await store.writer?.transactionCount == 1)
        #expect(try await store.calls(matching: CallQuery()).count == 20)
    }

    @Test func `a batch that cannot be stored fails alone and whole`() async throws {
        var options = SQLiteTraceStore.Options()
        options.maximumRowSize = 10_000
        let store = try SQLiteTraceStore(path: ":memory:", options: options)
        let tooLarge = RawJSON(.string(String(repeating: "weft ", count: 4000)))

        let results = try await self.recordTogether(
            [[.stub("a")], [.stub("b"), .stub("c", output: tooLarge)], [.stub("d", project: "mill/new")]], in: store)

        #expect(throws: Never.self) { try results[0].get() }
        #expect(throws: Never.self) { try results[2].get() }
        let error = #expect(throws: TraceError.self) { try results[1].get() }
        #expect(error?.code == .invalidRequest)
        #expect(try await store.calls(matching: CallQuery()).map(\.id) == ["a", "d"])
    }

    @Test func `a full disk acknowledges nothing, and what was there before stays`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        try await store.record([.stub("before")])
        try await store.writer?.withConnection { connection in
            let pages = try #require(try connection.integer("PRAGMA page_count"))
            try connection.execute(SQL(stringLiteral: "PRAGMA max_page_count = \(pages)"))
        }
        let large = RawJSON(.string(String(repeating: "weft ", count: 40_000)))

        let results = try await self.recordTogether(
            [[.stub("a"), .stub("b", output: large)], [.stub("c", output: large)]], in: store)

        for result in results {
            let error = #expect(throws: TraceError.self) { try result.get() }
            #expect(error?.code == .storageFailed)
            #expect(error?.message.contains("free space") == true)
        }
        #expect(try await store.calls(matching: CallQuery()).map(\.id) == ["before"])
    }

    @Test func `a group is bounded, and larger requests still go through`() async throws {
        var options = SQLiteTraceStore.Options()
        options.groupBounds = WriteQueue.Bounds(rows: 4, bytes: 1 << 20)
        let store = try SQLiteTraceStore(path: ":memory:", options: options)
        let large = (0..<9).map { Call.stub("large-\($0)") }

        _ = try await self.recordTogether([[.stub("a"), .stub("b")], [.stub("c"), .stub("d")], large], in: store)

        #expect(await store.writer?.transactionCount == 2)
        #expect(try await store.calls(matching: CallQuery()).count == 13)
    }
}
