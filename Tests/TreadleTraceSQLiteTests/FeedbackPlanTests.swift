import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct FeedbackPlanTests {
    private static let project = "mill/looms"

    private static func query(
        _ expression: QueryExpression? = nil, _ change: (inout FeedbackQuery) -> Void = { _ in }
    ) -> FeedbackQuery {
        var query = FeedbackQuery(projectID: project)
        query.expression = expression
        change(&query)
        return query
    }

    private static func equal(_ column: String, _ value: String) -> QueryExpression {
        .comparison(.equal, .field(.column(column, .text)), .literal(.text(value)))
    }

    private func plan(_ sql: SQL) async throws -> [String] {
        let store = try SQLiteTraceStore(path: ":memory:")
        return try await #require(store.writer).withConnection { connection in
            let statement = try connection.prepare("EXPLAIN QUERY PLAN \(sql)")
            var lines: [String] = []
            while try statement.step() { lines.append(statement.text(at: 3)) }
            return lines
        }
    }

    @Test(arguments: [
        (query(), "feedback_by_time (project=?)"),
        (
            query { $0.sort = [QuerySort(.column("created_at", .time), isDescending: true)] },
            "feedback_by_time (project=?)"
        ),
        (query(equal("feedback_type", "mill.rating")), "feedback_by_time (project=?)"),
        (query(equal("weave_ref", "r")), "feedback_by_ref (project=? AND weave_ref=?)"),
        (query { $0.weaveRefs = ["r"] }, "feedback_by_ref (project=? AND weave_ref=?)"),
        (
            query(equal("weave_ref", "r")) { $0.sort = [QuerySort(.column("created_at", .time))] },
            "feedback_by_ref (project=? AND weave_ref=?)"
        ),
        (query(equal("id", "x")), "feedback_by_id (project=? AND id=?)"),
    ])
    func `an index leads there, in order`(query: FeedbackQuery, search: String) async throws {
        let plan = try await self.plan(FeedbackSelection(query).keys)
        #expect(plan.contains { $0.contains(search) }, "\(plan)")
        if query.expression != Self.equal("id", "x") {
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test(arguments: [
        (query { $0.weaveRefs = ["r", "s"] }, "feedback_by_ref (project=? AND weave_ref=?)"),
        (
            query(
                .all([
                    .expression(equal("feedback_type", "t")), .expression(.all([.expression(equal("weave_ref", "r"))])),
                ])),
            "feedback_by_ref (project=? AND weave_ref=?)"
        ),
        (
            query(.membership(.field(.column("id", .text)), [.text("x"), .text("y")])),
            "feedback_by_id (project=? AND id=?)"
        ),
        (query(.any([.expression(equal("id", "x")), .expression(equal("id", "y"))])), "feedback_by_time (project=?)"),
        (query(.membership(.field(.column("id", .text)), [.text("x"), .null])), "feedback_by_time (project=?)"),
        (query(.negation(.expression(equal("id", "x")))), "feedback_by_time (project=?)"),
    ])
    func `what is named is looked up`(query: FeedbackQuery, search: String) async throws {
        for sql in [try FeedbackSelection(query).keys, try FeedbackSelection(query).count] {
            let plan = try await self.plan(sql)
            #expect(plan.contains { $0.contains(search) }, "\(plan)")
        }
    }

    @Test func `the feedback on a call of a type is looked up`() async throws {
        let plan = try await self.plan(
            "SELECT payload FROM feedback WHERE project = \(1) AND call_id = \("c") AND feedback_type = \("t")")
        #expect(
            plan.contains { $0.contains("feedback_by_call (project=? AND call_id=? AND feedback_type=?)") }, "\(plan)")
    }

    @Test func `values are counted on both sides of the limit`() throws {
        // One of them is the project's name.
        let most = FeedbackSelection.maximumValues - 1
        _ = try FeedbackSelection(Self.query { $0.weaveRefs = (0..<most).map { "\($0)" } })
        let error = #expect(throws: TraceError.self) {
            _ = try FeedbackSelection(Self.query { $0.weaveRefs = (0...most).map { "\($0)" } })
        }
        #expect(error?.code == .invalidRequest)
    }
}
