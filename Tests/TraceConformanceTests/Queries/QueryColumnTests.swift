import Testing
import TreadleCore
import TreadleTrace

/// Calls in the order in which they start: D, A, B, E, C, F.
@Suite struct QueryColumnTests {
    private typealias World = QueryWorld

    /// A comparison of a field with a literal.
    private func field(_ path: String, _ comparison: String, _ literal: String) -> String {
        #"{"\#(comparison)":[{"$getField":"\#(path)"},{"$literal":\#(literal)}]}"#
    }

    @Test(arguments: Backend.allCases)
    func `columns of texts are compared by their bytes, and unknown without a value`(backend: Backend) async throws {
        try await World.shifts.expect(
            [
                (self.field("id", "$eq", #""A""#), "A"), (self.field("id", "$gt", #""C""#), "DEF"),
                (self.field("id", "$eq", "1"), ""), (self.field("project_id", "$eq", #""mill/looms""#), "DABECF"),
                (self.field("project_id", "$eq", #""mill/dyes""#), ""),
                (self.field("trace_id", "$eq", #""t1""#), "ABC"),
                (self.field("op_name", "$eq", #""weft""#), "DB"), (self.field("op_name", "$lt", #""v""#), "E"),
                (self.field("op_name", "$eq", #""o'hare""#), "E"),
                (self.field("display_name", "$eq", #""Row 7""#), "A"),
                (self.field("display_name", "$eq", #""row 7""#), ""),
                (World.not(self.field("display_name", "$eq", #""Row 7""#)), "D"),
                (self.field("display_name", "$eq", #""""#), ""), (self.field("display_name", "$eq", "null"), "BECF"),
                (World.not(self.field("display_name", "$eq", "null")), "DA"),
                (self.field("exception", "$eq", #""""#), "E"),
                (World.not(self.field("exception", "$eq", "null")), "BE"),
                (self.field("parent_id", "$eq", "null"), "DA"),
                (self.field("parent_id", "$eq", #""0""#), "F"), (self.field("parent_id", "$gte", #""A""#), "BEC"),
                (self.field("thread_id", "$eq", #""shift""#), "AB"), (self.field("turn_id", "$eq", #""C""#), "C"),
                (#"{"$eq":[{"$getField":"turn_id"},{"$getField":"id"}]}"#, "AC"),
                (World.not(#"{"$eq":[{"$getField":"turn_id"},{"$getField":"id"}]}"#), "B"),
                (self.field("wb_user_id", "$eq", #""bob""#), "B"),
                (self.field("wb_run_id", "$eq", #""mill/looms/r2""#), "D"),
                (self.field("annotation_queue_items.queue_id", "$eq", #""q""#), ""),
                (World.not(self.field("annotation_queue_items.queue_id", "$eq", #""q""#)), ""),
                (self.field("annotation_queue_items.queue_id", "$eq", "null"), "DABECF"),
                (World.contains(#"{"$getField":"op_name"}"#, #"{"$literal":"WARP"}"#, ignoringCase: true), "ACF"),
                (World.contains(#"{"$getField":"display_name"}"#, #"{"$literal":"row"}"#), ""),
                (World.not(World.contains(#"{"$getField":"display_name"}"#, #"{"$literal":"Row"}"#)), "D"),
                (#"{"$in":[{"$getField":"display_name"},[{"$literal":"ROW 8"},{"$literal":"x"}]]}"#, "D"),
                (#"{"$not":[{"$in":[{"$getField":"display_name"},[{"$literal":"ROW 8"},{"$literal":"x"}]]}]}"#, "A"),
                (
                    #"{"$eq":[\#(World.converted(#"{"$getField":"exception"}"#, to: "exists")),{"$literal":true}]}"#,
                    "BE"
                ),
                (self.field("op_name", "$eq", "[1]"), ""),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `columns of numbers are numbers`(backend: Backend) async throws {
        try await World.shifts.expect(
            [
                (self.field("wb_run_step", "$eq", "3"), "A"), (self.field("wb_run_step", "$eq", #""3.0""#), "A"),
                (self.field("wb_run_step", "$gt", "2.5"), "DA"), (self.field("wb_run_step", "$lt", "0"), "C"),
                (self.field("wb_run_step", "$eq", "true"), ""), (self.field("wb_run_step", "$eq", "null"), "BEF"),
                (World.not(self.field("wb_run_step", "$eq", "3")), "DC"),
                (self.field("wb_run_step_end", "$gte", "3"), "AE"),
                (#"{"$lt":[{"$getField":"wb_run_step"},{"$getField":"wb_run_step_end"}]}"#, "A"),
                (World.not(#"{"$getField":"wb_run_step"}"#), ""), (#"{"$and":[{"$getField":"wb_run_step"}]}"#, "DAC"),
                (World.contains(#"{"$getField":"wb_run_step"}"#, #"{"$literal":"1"}"#), "DC"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `what is computed can be asked for`(backend: Backend) async throws {
        try await World.shifts.expect(
            [
                (self.field("summary.weave.status", "$eq", #""success""#), "AF"),
                (self.field("summary.weave.status", "$eq", #""error""#), "BE"),
                (self.field("summary.weave.status", "$eq", #""running""#), "C"),
                (self.field("summary.weave.status", "$eq", #""descendant_error""#), "D"),
                (
                    #"{"$in":[{"$getField":"summary.weave.status"},[{"$literal":"error"},{"$literal":"descendant_error"}]]}"#,
                    "DBE"
                ),
                (World.not(self.field("summary.weave.status", "$eq", #""success""#)), "DBEC"),
                (self.field("summary.weave.latency_ms", "$eq", "1500"), "A"),
                (self.field("summary.weave.latency_ms", "$lt", "1"), "BF"),
                (self.field("summary.weave.latency_ms", "$gte", "1.0"), "DAE"),
                (self.field("summary.weave.latency_ms", "$eq", "null"), "C"),
                (World.not(self.field("summary.weave.latency_ms", "$gt", "1")), "BEF"),
                (self.field("summary.weave.trace_name", "$eq", #""warp""#), "C"),
                (self.field("summary.weave.trace_name", "$eq", #""Row 7""#), "A"),
                (self.field("summary.weave.trace_name", "$eq", #""weft""#), "B"),
                (self.field("summary.weave.trace_name", "$gt", #""warp""#), "BF"),
                (self.field("summary.usage.jacquard-1.tokens", "$eq", "7"), "F"),
                (self.field("summary.status_counts.error", "$gt", "0"), "D"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `times are unix seconds, RFC 3339, or dates`(backend: Backend) async throws {
        try await World.shifts.expect(
            [
                (self.field("started_at", "$eq", "1767225600"), "A"),
                (self.field("started_at", "$eq", "1767225600.000001"), "B"),
                (self.field("started_at", "$eq", "1.7672256e9"), "A"),
                (self.field("started_at", "$gt", "1767225600.0"), "BECF"),
                (self.field("started_at", "$gte", #""2026-01-01""#), "ABECF"),
                (self.field("started_at", "$lt", #""2026-01-01""#), "D"),
                (self.field("started_at", "$eq", #""2026-01-01T00:00:00.000001Z""#), "B"),
                (self.field("started_at", "$eq", #""2026-01-01T02:00:00+02:00""#), "A"),
                (self.field("started_at", "$eq", #""2026-01-01T00:00:00""#), "A"),
                (self.field("started_at", "$eq", #""2025-12-31T23:59:59.999999Z""#), "D"),
                (self.field("started_at", "$lt", "-1e300"), ""),
                (self.field("started_at", "$lt", "1e300"), "DABECF"),
                (World.not(self.field("started_at", "$gt", #""2026-01-01""#)), "DA"),
                (#"{"$lte":[{"$literal":"2026-01-02"},{"$getField":"started_at"}]}"#, "CF"),
                (self.field("ended_at", "$gt", #""2026-01-01T00:00:01.5Z""#), "DAEF"),
                (self.field("ended_at", "$eq", "null"), "C"),
                (World.not(self.field("ended_at", "$gt", #""2026-01-02""#)), "DABE"),
                (#"{"$eq":[{"$getField":"started_at"},{"$getField":"ended_at"}]}"#, "B"),
                (
                    #"{"$in":[{"$getField":"started_at"},[{"$literal":"2026-01-01"},{"$literal":"2026-01-02"},{"$literal":null}]]}"#,
                    "AC"
                ),
                (self.field("deleted_at", "$eq", "null"), "DABECF"), (self.field("deleted_at", "$lt", "1e300"), ""),
                (self.field("expire_at", "$eq", "null"), "DABECF"),
                (World.contains(#"{"$getField":"started_at"}"#, #"{"$literal":"2025-12-31T23:59:59.999999Z"}"#), "D"),
                (
                    #"{"$eq":[\#(World.converted(#"{"$getField":"started_at"}"#, to: "string")),{"$literal":"2026-01-01T00:00:00.000000Z"}]}"#,
                    "A"
                ),
                (
                    #"{"$eq":[\#(World.converted(#"{"$getField":"started_at"}"#, to: "double")),{"$literal":1767225600}]}"#,
                    "A"
                ),
                (
                    #"{"$eq":[\#(World.converted(#"{"$getField":"started_at"}"#, to: "int")),{"$literal":1767225600}]}"#,
                    "AB"
                ),
                (#"{"$eq":[\#(World.converted(#"{"$getField":"ended_at"}"#, to: "exists")),{"$literal":false}]}"#, "C"),
                (#"{"$eq":[\#(World.converted(#"{"$getField":"ended_at"}"#, to: "bool")),{"$literal":true}]}"#, ""),
                (#"{"$lt":[{"$getField":"started_at"},{"$getField":"op_name"}]}"#, ""),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `a bad time is refused, also where there is no call`(backend: Backend) async throws {
        let expression = QueryExpression.comparison(
            .equal, .field(.column("started_at", .time)), .literal(.text("noon")))
        for condition in [
            expression, .any([.literal(.boolean(true)), .expression(.negation(.expression(expression)))]),
        ] {
            let store = try backend.makeStore()
            let query = CallQuery(projectID: World.project, expression: condition)
            let error = await #expect(throws: TraceError.self) { _ = try await store.calls(matching: query) }
            #expect(error?.code == .invalidRequest)
            let counting = await #expect(throws: TraceError.self) { _ = try await store.count(of: query) }
            #expect(counting?.code == .invalidRequest)
        }
    }
}
