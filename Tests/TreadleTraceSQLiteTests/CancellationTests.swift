import Testing
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct CancellationTests {
    private static let endless: SQL =
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"

    @Test(.timeLimit(.minutes(1)))
    func `a scan stops when its task is cancelled, and the connection goes on`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.read { connection in
                try connection.stoppingWhenCancelled { try connection.integer(Self.endless) }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await store.read { try $0.integer("SELECT 7") } == 7)
    }
}
