import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct QueryPlanTests {
    /// A query, and the index that must serve it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var query: CallQuery
        var index: String
        var testDescription: String { self.name }
    }

    static let project = "mill/looms"
    static let cases = [
        Case(name: "newest of a project", query: CallQuery(projectID: project, limit: 50), index: "calls_by_time"),
        Case(
            name: "newest roots", query: CallQuery(projectID: project, rootsOnly: true, limit: 50),
            index: "calls_by_parent"),
        Case(name: "a trace", query: CallQuery(projectID: project, traceIDs: ["t"]), index: "calls_by_trace"),
        Case(name: "children", query: CallQuery(projectID: project, parentIDs: ["p"]), index: "calls_by_parent"),
        Case(
            name: "an op's version", query: CallQuery(projectID: project, opNames: ["weave:///mill/looms/op/warp:abc"]),
            index: "calls_by_name"),
        Case(
            name: "an op in any version",
            query: CallQuery(projectID: project, opNames: ["weave:///mill/looms/op/warp:*"], limit: 9),
            index: "calls_by_name"),
        Case(name: "a plain op", query: CallQuery(projectID: project, opNames: ["warp"]), index: "calls_by_name"),
    ]

    private func plan(_ query: CallQuery, after position: CallPage.Position? = nil) async throws -> [String] {
        let store = try SQLiteTraceStore(path: ":memory:")
        let keys = try CallSelection(query, after: position).keys
        return try await #require(store.writer).withConnection { connection in
            let statement = try connection.prepare("EXPLAIN QUERY PLAN \(keys)")
            var lines: [String] = []
            while try statement.step() { lines.append(statement.text(at: 3)) }
            return lines
        }
    }

    @Test(arguments: cases, [CallQuery.Order.oldestFirst, .newestFirst])
    func `an index finds the calls in order, without a sort`(testCase: Case, order: CallQuery.Order) async throws {
        var query = testCase.query
        query.order = order

        let plan = try await self.plan(query)

        #expect(plan.contains { $0.contains("USING") && $0.contains(testCase.index) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN calls") }, "\(plan)")
    }

    @Test(arguments: cases, [CallQuery.Order.oldestFirst, .newestFirst])
    func `the next page starts in the index`(testCase: Case, order: CallQuery.Order) async throws {
        var query = testCase.query
        query.order = order
        let position = CallPage.Position(
            .behind(startedAt: Timestamp(microseconds: 5), id: "x", count: 3))

        let plan = try await self.plan(query, after: position)

        let comparison = order == .oldestFirst ? "started_at,id)>" : "started_at,id)<"
        #expect(plan.contains { $0.contains(testCase.index) && $0.contains(comparison) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: [
        (CallQuery(projectID: project, ids: ["a", "b"]), "calls_by_id (project=? AND id=?)"),
        (CallQuery(projectID: project, traceIDs: ["a", "b"]), "calls_by_trace (project=? AND trace_id=?)"),
        (CallQuery(projectID: project, parentIDs: ["a", "b"]), "calls_by_parent (project=? AND parent_id=?)"),
        (CallQuery(projectID: project, opNames: ["a", "b"]), "calls_by_name (project=? AND trace_name=?)"),
    ])
    func `several values are looked up one by one`(query: CallQuery, search: String) async throws {
        let plan = try await self.plan(query)
        #expect(plan.contains { $0.contains(search) }, "\(plan)")
    }

    @Test(arguments: [
        CallQuery(opNames: ["a"]), CallQuery(projectID: project, opNames: []), CallQuery(projectID: project, ids: []),
        CallQuery(projectID: project, opNames: ["a:*", "b"], order: .newestFirst),
        CallQuery(projectID: project, ids: ["a"], opNames: ["b"], traceIDs: ["c"], parentIDs: ["d"], rootsOnly: true),
    ])
    func `every combination can be planned`(query: CallQuery) async throws {
        #expect(try await !self.plan(query).isEmpty)
    }
}
