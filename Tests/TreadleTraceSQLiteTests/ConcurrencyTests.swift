import Synchronization
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite(.timeLimit(.minutes(2))) struct ConcurrencyTests {
    /// How many writers are done.
    private final class Progress: Sendable {
        let count = Atomic(0)
    }

    @Test func `eight writers with five hundred batches each lose nothing while others read`() async throws {
        let directory = try TemporaryDirectory()
        var options = SQLiteTraceStore.Options()
        // Small, so that the log starts anew many times.
        options.logBytes = 1 << 20
        let store = try SQLiteTraceStore(path: directory.file("calls.db"), options: options)
        let finished = Progress()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for batch in 0..<500 {
                        let calls = (0..<4).map { row in
                            Call.stub(
                                "\(writer)-\(batch)-\(row)", project: "mill/\(writer % 3)", trace: "\(writer)-\(batch)")
                        }
                        try await store.record(calls)
                    }
                    finished.count.add(1, ordering: .relaxed)
                }
            }
            for reader in 0..<2 {
                group.addTask {
                    var batch = 0
                    while finished.count.load(ordering: .relaxed) < 8 {
                        let query = CallQuery(projectID: "mill/\(reader)", traceIDs: ["\(reader)-\(batch % 500)"])
                        // A batch is there whole or not at all.
                        let count = try await store.calls(matching: query).count
                        #expect(count == 0 || count == 4)
                        if count == 4 { batch += 1 }
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(try await store.calls(matching: CallQuery()).count == 8 * 500 * 4)
        let transactions = try #require(await store.writer?.transactionCount)
        #expect(transactions < 8 * 500)
        let log = try await store.writer?.withConnection { $0.logLength * StoreOpening.pageSize }
        #expect(try #require(log) < 24 << 20)
        await store.close()

        let again = try SQLiteTraceStore(path: directory.file("calls.db"))
        #expect(try await again.calls(matching: CallQuery()).count == 8 * 500 * 4)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a cancelled read stops, a cancelled record still counts`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let recording = Task { try await store.record([.stub("1")]) }
        recording.cancel()
        try await recording.value
        #expect(try await store.calls(matching: CallQuery()).count == 1)

        let reading = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.calls(matching: CallQuery())
        }
        await #expect(throws: CancellationError.self) { try await reading.value }
    }
}
