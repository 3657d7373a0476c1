import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// Deletion of more calls than others can wait for.
@Suite struct LargeDeletionTests {
    private static let project = "mill/looms"

    /// A root, and below it 700 calls with one more each.
    private func makeStore() async throws -> SQLiteTraceStore {
        let store = try SQLiteTraceStore(path: ":memory:")
        try await store.record(
            [.stub("root")] + (0..<700).map { .stub("warp-\($0)", parent: "root") }
                + (0..<700).map { .stub("weft-\($0)", parent: "warp-\($0)") })
        return store
    }

    private func ids(in store: SQLiteTraceStore) async throws -> [String] {
        try await store.calls(matching: CallQuery(projectID: Self.project)).map(\.id)
    }

    @Test func `many calls are deleted transaction by transaction`() async throws {
        let store = try await self.makeStore()
        let before = try #require(await store.writer?.transactionCount)
        #expect(try await store.deleteCalls(["root"], in: Self.project) == 1401)
        let after = try #require(await store.writer?.transactionCount)
        #expect(after - before == 3)
        #expect(try await self.ids(in: store) == [])
    }

    @Test func `few calls are deleted in one transaction`() async throws {
        let store = try await self.makeStore()
        let before = try #require(await store.writer?.transactionCount)
        #expect(try await store.deleteCalls((0..<250).map { "warp-\($0)" }, in: Self.project) == 500)
        let after = try #require(await store.writer?.transactionCount)
        #expect(after - before == 1)
        #expect(try await self.ids(in: store).count == 901)
    }

    @Test func `a deletion that was cut short is taken up again from the same calls`() async throws {
        let store = try await self.makeStore()
        try await store.writer?.withConnection { connection in
            try connection.execute(
                """
                CREATE TRIGGER snag BEFORE UPDATE OF deleted_at ON calls WHEN old.id = 'warp-300'
                BEGIN SELECT RAISE(ABORT, 'a broken thread'); END
                """)
        }
        await #expect(throws: TraceError.self) { try await store.deleteCalls(["root"], in: Self.project) }
        let left = try await self.ids(in: store).count
        #expect(left > 0)
        #expect(left < 1401)

        try await store.writer?.withConnection { try $0.execute("DROP TRIGGER snag") }
        #expect(try await store.deleteCalls(["root"], in: Self.project) == left)
        #expect(try await self.ids(in: store) == [])
    }
}
