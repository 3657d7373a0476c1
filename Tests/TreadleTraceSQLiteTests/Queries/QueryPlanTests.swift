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
        Case(name: "a conversation", query: query { $0.threadIDs = ["t"] }, index: "calls_by_thread"),
        Case(name: "a turn", query: query { $0.turnIDs = ["t"] }, index: "calls_by_turn"),
        Case(name: "a run", query: query { $0.runIDs = ["mill/looms/r"] }, index: "calls_by_run"),
        Case(name: "a user", query: query { $0.userIDs = ["u"] }, index: "calls_by_user"),
        Case(name: "turns", query: query { $0.turnsOnly = true }, index: "turn_calls"),
        Case(
            name: "the turns of a conversation",
            query: query {
                $0.turnsOnly = true
                $0.threadIDs = ["t"]
            }, index: "calls_by_thread"),
        Case(
            name: "a condition on the trace",
            query: CallQuery(projectID: project, expression: equal("trace_id", "t")), index: "calls_by_trace"),
        Case(
            name: "a condition on the parent among others",
            query: CallQuery(
                projectID: project,
                expression: .all([
                    .expression(equal("display_name", "x")), .expression(.all([.expression(equal("parent_id", "p"))])),
                ])), index: "calls_by_parent"),
        Case(
            name: "a condition for roots",
            query: CallQuery(
                projectID: project,
                expression: .comparison(.equal, .literal(.null), .field(.column("parent_id", .text)))),
            index: "calls_by_parent"),
        Case(
            name: "a condition on the op",
            query: CallQuery(projectID: project, expression: equal("op_name", "warp")), index: "calls_by_name"),
    ]

    static func query(_ change: (inout CallQuery) -> Void) -> CallQuery {
        var query = CallQuery(projectID: project)
        change(&query)
        return query
    }

    static func equal(_ column: String, _ value: String) -> QueryExpression {
        .comparison(.equal, .field(.column(column, .text)), .literal(.text(value)))
    }

    private func plan(_ query: CallQuery) async throws -> [String] {
        try await self.plan(CallSelection(query).keys())
    }

    private func plan(_ keys: SQL) async throws -> [String] {
        let store = try SQLiteTraceStore(path: ":memory:")
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
        let selection = try CallSelection(query)
        #expect(selection.isPagedByPlace)

        let plan = try await self.plan(
            selection.keys(behind: Timestamp(microseconds: 5), "x", passed: 3, atMost: 501))

        let comparison = order == .oldestFirst ? "started_at,id)>" : "started_at,id)<"
        #expect(plan.contains { $0.contains(testCase.index) && $0.contains(comparison) }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: [
        (CallQuery(projectID: project, ids: ["a", "b"]), "calls_by_id (project=? AND id=?)"),
        (CallQuery(projectID: project, traceIDs: ["a", "b"]), "calls_by_trace (project=? AND trace_id=?)"),
        (CallQuery(projectID: project, parentIDs: ["a", "b"]), "calls_by_parent (project=? AND parent_id=?)"),
        (CallQuery(projectID: project, opNames: ["a", "b"]), "calls_by_name (project=? AND trace_name=?)"),
        (query { $0.threadIDs = ["a", "b"] }, "calls_by_thread (project=? AND thread_id=?)"),
        (query { $0.turnIDs = ["a", "b"] }, "calls_by_turn (project=? AND turn_id=?)"),
        (query { $0.runIDs = ["a", "b"] }, "calls_by_run (project=? AND run_id=?)"),
        (query { $0.userIDs = ["a", "b"] }, "calls_by_user (project=? AND user_id=?)"),
        (
            CallQuery(
                projectID: project,
                expression: .membership(.field(.column("id", .text)), [.text("a"), .text("b")])),
            "calls_by_id (project=? AND id=?)"
        ),
    ])
    func `several values are looked up one by one`(query: CallQuery, search: String) async throws {
        let plan = try await self.plan(query)
        #expect(plan.contains { $0.contains(search) }, "\(plan)")
        #expect(try !CallSelection(query).isPagedByPlace)
    }

    @Test func `a range of times is a range of the index`() async throws {
        let started = QueryOperand.field(.column("started_at", .time))
        let range = QueryExpression.all([
            .expression(.comparison(.greaterOrEqual, started, .literal(.text("2026-11-20")))),
            .expression(.comparison(.greater, .literal(.number(JSONNumber(1_800_000_000))), started)),
        ])
        for (query, search) in [
            (CallQuery(projectID: Self.project, expression: range), "calls_by_time (project=? AND started_at>? AND"),
            (
                CallQuery(projectID: Self.project, rootsOnly: true, expression: range),
                "calls_by_parent (project=? AND parent_id=? AND started_at>? AND"
            ),
        ] {
            let plan = try await self.plan(query)
            #expect(plan.contains { $0.contains(search) }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test func `a payload is looked up by its key, once its call is known`() async throws {
        let field = QueryField.json(column: "inputs", path: [.init("x")])
        let plan = try await self.plan(
            CallQuery(
                projectID: Self.project, rootsOnly: true,
                expression: .comparison(.equal, .field(field), .literal(.number(JSONNumber(1))))))
        let places = ["calls_by_parent", "SEARCH call_payloads USING INTEGER PRIMARY KEY"].map { search in
            plan.firstIndex { $0.contains(search) }
        }
        #expect(places.allSatisfy { $0 != nil } && places[0] ?? 0 < places[1] ?? 0, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
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
