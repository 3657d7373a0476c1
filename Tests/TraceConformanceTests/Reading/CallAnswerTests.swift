import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// What answers tell of the calls that were found.
@Suite struct CallAnswerTests {
    private let store = InMemoryTraceStore()

    private func ask(_ path: String, _ body: String, _ options: TraceResponder.Options = .init()) async throws
        -> RawJSON
    {
        let responder = TraceResponder(self.store, options: options)
        let answer = try await WireAnswer(
            await responder.respond(to: HTTPRequest(.post, path, body: .text(body))))
        #expect(answer.status == 200, "\(answer)")
        return try answer.json
    }

    /// A call in which everything is there.
    private static func full() throws -> Call {
        Call(
            id: "1", projectID: "mill/looms", opName: "weave:///mill/looms/op/warp:7", displayName: "row 7",
            traceID: "t", parentID: "p", threadID: "th", turnID: "tu", startedAt: Timestamp(microseconds: 1_000_000),
            endedAt: Timestamp(microseconds: 3_000_999), attributes: try RawJSON(#"{"a":1}"#),
            inputs: try RawJSON(#"{"weft":{"b":2}}"#), output: try RawJSON("[3]"),
            summary: try RawJSON(#"{"c":4}"#), userID: "ada", runID: "mill/looms/r", runStep: 5, runStepEnd: 6)
    }

    private static let names = [
        "project_id", "id", "op_name", "display_name", "trace_id", "parent_id", "thread_id", "turn_id", "started_at",
        "ended_at", "exception", "wb_user_id", "attributes", "inputs", "output", "summary", "wb_run_id", "wb_run_step",
        "wb_run_step_end", "deleted_at", "expire_at", "storage_size_bytes", "total_storage_size_bytes",
    ]
    private static let always: Set = ["project_id", "id", "op_name", "trace_id", "started_at"]

    @Test(
        arguments: [
            ("display_name", [:]), ("parent_id", [:]), ("thread_id", [:]), ("turn_id", [:]), ("wb_user_id", [:]),
            ("wb_run_id", [:]), ("wb_run_step", [:]), ("wb_run_step_end", [:]), ("ended_at", [:]), ("output", [:]),
            ("attributes", ["attributes": #"{"a":1}"#]), ("attributes.x.y", ["attributes": #"{"a":1}"#]),
            ("inputs", ["inputs": #"{"weft":{"b":2}}"#]), ("inputs.weft.b", ["inputs": #"{"weft":{"b":2}}"#]),
            ("id", [:]), ("exception", [:]), ("deleted_at", [:]), ("expire_at", [:]),
            ("summary", ["display_name": #""row 7""#, "ended_at": #""1970-01-01T00:00:03.000999Z""#]),
            ("summary.weave.status", ["display_name": #""row 7""#, "ended_at": #""1970-01-01T00:00:03.000999Z""#]),
            ("storage_size_bytes", ["storage_size_bytes": "33"]),
        ] as [(String, [String: String])])
    func `an answer has the columns that were asked for, and the others empty`(
        column: String, expected: [String: String]
    ) async throws {
        try await self.store.record([Self.full()])
        let root = String(column.prefix { $0 != "." })
        let whole = try await self.ask("/calls/query", #"{"project_id":"mill/looms"}"#)["calls"]?.elements().first
        let answer = try await self.ask("/calls/query", #"{"project_id":"mill/looms","columns":["\#(column)"]}"#)
        let call = try #require(answer["calls"]?.elements().first)
        #expect(call.members().map(\.name) == Self.names)
        for name in Self.names {
            let value = call[name]?.text
            if let text = expected[name] {
                #expect(value == text)
            } else if Self.always.contains(name) || name == root {
                #expect(value == whole?[name]?.text)
            } else {
                #expect(value == (["inputs", "attributes"].contains(name) ? "{}" : "null"), "\(name)")
            }
        }
    }

    @Test func `a status is right whatever columns were asked for`() async throws {
        var failed = try Self.full()
        failed.exception = "thread broke"
        try await self.store.record([failed])
        let answer = try await self.ask("/calls/query", #"{"project_id":"mill/looms","columns":["summary"]}"#)
        let call = try #require(answer["calls"]?.elements().first)
        #expect(call["exception"]?.string == "thread broke")
        #expect(
            call["summary"]?.text
                == #"{"c":4,"weave":{"status":"error","latency_ms":2000,"display_name":"row 7"}}"#)
    }

    @Test(arguments: [
        (#"{}"#, #"{"weave":{"status":"success","trace_name":"warp","latency_ms":0}}"#),
        (#"{ }"#, #"{"weave":{"status":"success","trace_name":"warp","latency_ms":0}}"#),
        (#"{ "a" : 1 }"#, #"{"a" : 1,"weave":{"status":"success","trace_name":"warp","latency_ms":0}}"#),
        (#"{"weave":7,"a":1}"#, #"{"weave":{"status":"success","trace_name":"warp","latency_ms":0},"a":1}"#),
        (
            #"{"weave":{"display_name":"stale","status":"x","latency_ms":9,"trace_name":"y","note":1}}"#,
            #"{"weave":{"status":"success","latency_ms":0,"trace_name":"warp","note":1}}"#
        ),
    ])
    func `what is computed joins what the summary has`(stored: String, shown: String) async throws {
        var call = Call.stub("1", op: "warp", at: 0, summary: try RawJSON(stored))
        call.endedAt = call.startedAt
        try await self.store.record([call])
        let answer = try await self.ask("/call/read", #"{"project_id":"mill/looms","id":"1"}"#)
        #expect(answer["call"]?["summary"]?.text == shown)
    }

    @Test func `sizes are told where they were asked for`() async throws {
        var root = Call.stub("1", trace: "t")
        root.inputs = try RawJSON(#"{"a":1}"#)
        try await self.store.record([root, .stub("2", trace: "t", parent: "1", output: try RawJSON("1234567"))])
        for path in ["/calls/query", "/call/read"] {
            let body =
                #"{"project_id":"mill/looms","include_storage_size":true,"include_total_storage_size":true\#(path == "/call/read" ? #","id":"1""# : "")}"#
            let answer = try await self.ask(path, body)
            let call = try #require(answer["call"] ?? answer["calls"]?.elements().first)
            #expect(call["storage_size_bytes"]?.integer == 11)
            #expect(call["total_storage_size_bytes"]?.integer == 24)
        }
        let answer = try await self.ask(
            "/calls/query", #"{"project_id":"mill/looms","columns":["id"],"include_storage_size":true}"#)
        #expect(answer["calls"]?.elements().map { $0["storage_size_bytes"]?.integer } == [11, 13])
        #expect(
            try await self.ask("/calls/query_stats", #"{"project_id":"mill/looms","include_total_storage_size":true}"#)
                .text == #"{"count":2,"has_more":false,"total_storage_size_bytes":24}"#)
    }

    @Test func `callers have names where names were asked for`() async throws {
        var anonymous = Call.stub("2", at: 9)
        anonymous.userID = nil
        try await self.store.record([Self.full(), anonymous])
        var options = TraceResponder.Options()
        options.username = { "weaver \($0)" }
        let answer = try await self.ask(
            "/calls/query",
            #"{"project_id":"mill/looms","include_usernames":true,"sort_by":[{"field":"id","direction":"asc"}]}"#,
            options)
        #expect(answer["calls"]?.elements().map { $0["wb_username"]?.text } == [#""weaver ada""#, "null"])
        let plain = try await self.ask("/calls/query", #"{"project_id":"mill/looms"}"#)
        #expect(plain["calls"]?.elements().first?["wb_username"] == nil)
    }

    @Test func `costs are worked out of usage where they were asked for`() async throws {
        let summary = try RawJSON(#"{"usage":{"loom-1":{"prompt_tokens":10,"completion_tokens":3}},"weave":{"a":1}}"#)
        try await self.store.record([.stub("1", summary: summary), .stub("2")])
        _ = try await self.store.createPrices([
            ModelPrice(
                id: "", projectID: "mill/looms", model: "loom-1", promptTokenCost: 0.5, completionTokenCost: 2,
                effectiveDate: Timestamp(microseconds: 0), createdAt: Timestamp(microseconds: 0))
        ])
        for (path, more) in [
            ("/calls/query", ""), ("/calls/query", #","columns":["id"]"#), ("/call/read", #","id":"1""#),
        ] {
            let answer = try await self.ask(path, #"{"project_id":"mill/looms","include_costs":true\#(more)}"#)
            let call = try #require(answer["call"] ?? answer["calls"]?.elements().first)
            let weave = try #require(call["summary"]?["weave"])
            #expect(weave["status"]?.string == "success" && weave["a"]?.integer == 1)
            let costs = try #require(weave["costs"]?["loom-1"])
            #expect(costs["prompt_tokens_total_cost"]?.double == 5)
            #expect(costs["completion_tokens_total_cost"]?.double == 6)
        }
        let plain = try await self.ask("/calls/query", #"{"project_id":"mill/looms"}"#)
        #expect(plain["calls"]?.elements().allSatisfy { $0["summary"]?["weave"]?["costs"] == nil } == true)
    }

    @Test func `a bare run is one of this project`() async throws {
        var others = try Self.full()
        others.id = "2"
        others.runID = "mill/dyes/r"
        try await self.store.record([Self.full(), others])
        for (run, ids) in [("r", ["1"]), ("mill/looms/r", ["1"]), ("mill/dyes/r", ["2"]), ("x", [])] {
            let answer = try await self.ask(
                "/calls/query", #"{"project_id":"mill/looms","filter":{"wb_run_ids":["\#(run)"]}}"#)
            #expect(answer["calls"]?.elements().map { $0["id"]?.string } == ids)
        }
    }
}
