import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// Pages of calls of which some are removed between two pages.
@Suite struct RemovedCallPagingTests {
    @Test func `the place of a removed call shows no other project's call`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let now = Timestamp.now.microseconds
        // Stored last, expired, and last in the order.
        try await store.record((1..<600).map { .stub("\(1000 + $0)", at: now) } + [.stub("1000", at: 0)])
        var query = CallQuery(projectID: "mill/looms")
        query.sort = [QuerySort(.column("op_name", .text))]
        let first = try await store.page(of: query, after: nil)
        let position = try #require(first.next)

        try await store.setRetentionDays(1, ofProject: "mill/looms")
        try await store.record([.stub("secret", project: "mill/dyes", at: now)])
        let keys = try await store.writer?.withConnection { try $0.integer("SELECT max(key) FROM calls") }
        #expect(keys == 600, "the key was given out again")

        let second = try await store.page(of: query, after: position)
        #expect((first.calls + second.calls).map(\.id) == (1..<600).reversed().map { "\(1000 + $0)" })
    }
}
