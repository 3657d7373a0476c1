import Foundation
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// What deletion and retention leave in the file.
@Suite struct DeletionTests {
    private static let project = "mill/looms"
    private static let day: Int64 = 86_400_000_000

    private func count(_ sql: SQL, in store: SQLiteTraceStore) async throws -> Int64? {
        try await store.writer?.withConnection { try $0.integer(sql) }
    }

    @Test func `what a deleted call said is nowhere in the file`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("calls.db")
        let store = try SQLiteTraceStore(path: path)
        let secret = "indigo-recipe"
        let filler = String(repeating: "weft ", count: 8000)
        var call = Call.stub(
            "1", op: "\(secret)-op", trace: "\(secret)-trace", inputs: try RawJSON(#"{"a":"\#(filler)\#(secret)"}"#),
            output: RawJSON(string: secret), summary: try RawJSON(#"{"a":"\#(secret)"}"#))
        call.displayName = secret
        call.exception = secret
        call.userID = secret
        call.spanDump = try RawJSON(#"{"a":"\#(secret)"}"#)
        call.attributes = try RawJSON(#"{"a":"\#(secret)"}"#)
        try await store.write([.start(call)])
        try await store.record((0..<50).map { .stub("other-\($0)", inputs: try RawJSON(#"{"a":"\#(filler)"}"#)) })
        try await store.write([.end(try #require(call.end))])
        try await store.rename(callID: "1", in: Self.project, to: "\(secret)-name")

        #expect(try await store.deleteCalls(["1"], in: Self.project) == 1)
        #expect(try await self.count("SELECT count(*) FROM call_payloads", in: store) == 50)
        await store.close()

        let content = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(content.range(of: Data(secret.utf8)) == nil)
        #expect(content.range(of: Data("other-1".utf8)) != nil)
        let again = try SQLiteTraceStore(path: path)
        try await again.record([call])
        #expect(try await again.calls(matching: CallQuery(projectID: Self.project, ids: ["1"])).isEmpty)
    }

    @Test func `expired calls go with their marks of deletion and with parts that never met a call`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let now = Timestamp.now
        try await store.record((0..<10).map { .stub("\($0)", at: now.microseconds - Int64($0) * Self.day - 1) })
        _ = try await store.deleteCalls(["3"], in: Self.project)
        try await store.write([.end(CallEnd(id: "alone", projectID: Self.project, endedAt: now))])
        try await store.record([.stub("1", project: "mill/dyes", at: 0)])
        #expect(try await store.removeExpiredCalls(now: now) == 0)

        try await store.setRetentionDays(5, ofProject: Self.project)
        #expect(try await store.calls(matching: CallQuery(projectID: Self.project)).count == 4)
        // The marks are as old as the deletion.
        #expect(try await self.count("SELECT count(*) FROM calls", in: store) == 6)
        #expect(try await self.count("SELECT count(*) FROM call_parts", in: store) == 1)

        let later = Timestamp(microseconds: now.microseconds + 2 * Self.day)
        #expect(try await store.removeExpiredCalls(now: later) == 1)
        #expect(try await store.removeExpiredCalls(now: later) == 0)
        #expect(try await self.count("SELECT count(*) FROM calls", in: store) == 5)
        let muchLater = Timestamp(microseconds: now.microseconds + 20 * Self.day)
        #expect(try await store.removeExpiredCalls(now: muchLater) == 3)
        #expect(try await self.count("SELECT count(*) FROM calls", in: store) == 1)
        #expect(try await self.count("SELECT count(*) FROM call_payloads", in: store) == 1)
        #expect(try await self.count("SELECT count(*) FROM call_parts", in: store) == 0)
        // What was forgotten may come again.
        try await store.record([.stub("3", at: muchLater.microseconds), .stub("alone", at: muchLater.microseconds)])
        #expect(try await store.calls(matching: CallQuery(projectID: Self.project)).count == 2)
    }

    @Test func `removal goes on transaction by transaction, and indexes find what is to go`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        try await store.record((0..<1700).map { .stub("\($0)", at: Int64($0)) })
        let before = try #require(await store.writer?.transactionCount)
        try await store.setRetentionDays(1, ofProject: Self.project)
        let after = try #require(await store.writer?.transactionCount)
        #expect(after - before >= 4)
        #expect(try await self.count("SELECT count(*) FROM calls", in: store) == 0)
        // Nothing but a look at the start of three indexes once all is gone.
        for (sql, index) in [
            (
                "SELECT key FROM calls INDEXED BY calls_deleted WHERE project = 1 AND deleted_at IS NOT NULL AND deleted_at < 5 ORDER BY deleted_at LIMIT 5",
                "calls_deleted"
            ),
            (
                "SELECT rowid FROM call_parts WHERE project = 1 AND kept_at < 5 ORDER BY kept_at LIMIT 5",
                "call_parts_by_time"
            ),
            (
                "SELECT id FROM calls INDEXED BY calls_by_parent WHERE project = 1 AND parent_id = 'a' AND deleted_at IS NULL",
                "calls_by_parent"
            ),
        ] as [(SQL, String)] {
            let plan = try await store.writer?.withConnection { connection in
                try connection.all("EXPLAIN QUERY PLAN \(sql)") { row in row.text(at: 3) }
            }
            #expect(plan?.contains { $0.contains(index) } == true, "\(plan ?? [])")
            #expect(plan?.contains { $0.contains("TEMP B-TREE") } == false, "\(plan ?? [])")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `the service removes at the start and every hour until it is drained`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let clock = TestClock()
        var sleeps = clock.sleeps.makeAsyncIterator()
        let now = Timestamp.now
        try await store.setRetentionDays(1, ofProject: Self.project)
        try await store.record([.stub("old", at: 0), .stub("new", at: now.microseconds)])
        // A day of the calls' time is an hour of the clock's.
        let service = ExpiredCallRemoval(store, clock: clock) {
            Timestamp(microseconds: now.microseconds + Int64(clock.now.offset / .microseconds(1)) * 24)
        }
        async let running: Void = service.run()

        #expect(await sleeps.next() == .seconds(3600))
        #expect(try await store.calls(matching: CallQuery()).map(\.id) == ["new"])
        clock.advance(by: .seconds(3600))
        #expect(await sleeps.next() == .seconds(3600))
        #expect(try await store.calls(matching: CallQuery()).map(\.id) == ["new"])
        clock.advance(by: .seconds(3600))
        #expect(await sleeps.next() == .seconds(3600))
        #expect(try await store.calls(matching: CallQuery()).isEmpty)
        service.drain()
        service.drain()
        try await running
    }

    @Test(.timeLimit(.minutes(1)))
    func `a round that fails is no end of the service, and a cancelled service says so`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        await store.close()
        let clock = TestClock()
        var sleeps = clock.sleeps.makeAsyncIterator()
        let service = ExpiredCallRemoval(store, clock: clock)
        let running = Task { try await service.run() }
        #expect(await sleeps.next() == .seconds(3600))
        clock.advance(by: .seconds(3600))
        #expect(await sleeps.next() == .seconds(3600))
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }
}
