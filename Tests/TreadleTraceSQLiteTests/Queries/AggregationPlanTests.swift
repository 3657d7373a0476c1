import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

/// What statistics and threads read goes by an index, and in order: whatever the size of a project, a page at a time.
@Suite struct AggregationPlanTests {
    private func plan(_ query: CallQuery, behind time: Int64? = nil) async throws -> [String] {
        let selection = try CallSelection(query)
        #expect(selection.isPagedByPlace)
        let keys =
            time.map { selection.keys(behind: Timestamp(microseconds: $0), "x", passed: 9, atMost: 500) }
            ?? selection.keys(atMost: 500)
        let store = try SQLiteTraceStore(path: ":memory:")
        return try await #require(store.writer).withConnection { connection in
            let statement = try connection.prepare("EXPLAIN QUERY PLAN \(keys)")
            var lines: [String] = []
            while try statement.step() { lines.append(statement.text(at: 3)) }
            return lines
        }
    }

    @Test(arguments: [false, true], [nil, 2000] as [Int64?])
    func `statistics read only the stretch that they are about`(rootsOnly: Bool, time: Int64?) async throws {
        let grid = try BucketGrid(
            from: Timestamp(microseconds: 1000), to: Timestamp(microseconds: 9000), granularity: 1)
        var query = CallQuery(projectID: "mill/looms", rootsOnly: rootsOnly)
        query.payloads = []
        CallStatistics(over: grid).narrow(&query)

        let plan = try await self.plan(query, behind: time)

        let index = rootsOnly ? "calls_by_parent (project=? AND parent_id=? AND " : "calls_by_time (project=? AND "
        #expect(plan.contains { $0.contains(index) && $0.contains("started_at") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("call_payloads") }, "\(plan)")
    }

    @Test(arguments: [nil, ["silk"]] as [[String]?])
    func `threads read nothing but turns`(threads: [String]?) async throws {
        var query = ThreadQuery(projectID: "mill/looms")
        query.threadIDs = threads
        let plan = try await self.plan(query.turns)
        let index = threads == nil ? "turn_calls (project=?)" : "calls_by_thread (project=? AND thread_id=?)"
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("call_payloads") }, "\(plan)")
    }
}
