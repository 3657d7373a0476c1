import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// What requests for calls may say, and what they may not.
@Suite struct CallsRequestTests {
    private let store = InMemoryTraceStore()

    private func ask(_ path: String, _ body: String) async throws -> WireAnswer {
        try await WireAnswer(
            await TraceResponder(self.store).respond(to: HTTPRequest(.post, path, body: .text(body))))
    }

    /// A list of so many texts.
    private static func list(_ count: Int) -> String {
        "[" + Array(repeating: "\"t\"", count: count).joined(separator: ",") + "]"
    }

    /// What the Python client sends along, and what means as much.
    @Test(arguments: [
        #"{"project_id":"mill/looms","filter":{"call_ids":["1"],"op_names":null,"trace_roots_only":false},"limit":1,"offset":0,"sort_by":null,"query":null,"columns":null,"expand_columns":null,"return_expanded_column_values":true,"include_costs":false,"include_feedback":false,"latest_only":null}"#,
        #"{"project_id":"mill/looms","filter":null,"sort_by":[],"columns":[],"expand_columns":[],"limit":null,"offset":null}"#,
        #"{"project_id":"mill/looms","filter":{"call_ids":[],"thread_ids":[],"turn_ids":null,"wb_user_ids":[],"wb_run_ids":[],"input_refs":[],"output_refs":[],"parent_ids":[],"trace_ids":[]},"sort_by":[{"field":"started_at","direction":"desc"},{"field":"id","direction":"desc"}]}"#,
        #"{"project_id":"mill/looms","include_costs":null,"include_feedback":null,"include_storage_size":null,"include_total_storage_size":null,"include_usernames":null,"return_expanded_column_values":null,"latest_only":true}"#,
        #"{"project_id":"nobody","project_id":"mill/looms","limit":1e1,"offset":0.0}"#,
    ])
    func `what asks for nothing more is accepted`(body: String) async throws {
        try await self.store.record([.stub("1")])
        let answer = try await self.ask("/calls/query", body)
        #expect(answer.status == 200, "\(answer)")
        #expect(try answer.json["calls"]?.elements().count == 1)
    }

    /// Members that all requests for many calls have; the last part of the place is to be named.
    private static let misfits: [(String, String)] = [
        (#"{"filter":{}}"#, "project_id"), (#"{"project_id":7}"#, "project_id"),
        (#"{"project_id":null}"#, "project_id"),
        (#"{"project_id":"a/b","limit":"x"}"#, "limit"), (#"{"project_id":"a/b","limit":1.5}"#, "limit"),
        (#"{"project_id":"a/b","limit":true}"#, "limit"), (#"{"project_id":"a/b","limit":[]}"#, "limit"),
        (#"{"project_id":"a/b","limit":1e30}"#, "limit"), (#"{"project_id":"a/b","filter":[]}"#, "filter"),
        (#"{"project_id":"a/b","filter":"x"}"#, "filter"),
        (#"{"project_id":"a/b","filter":{"op_names":"x"}}"#, "op_names"),
        (#"{"project_id":"a/b","filter":{"op_names":[1]}}"#, "op_names"),
        (#"{"project_id":"a/b","filter":{"op_names":[null]}}"#, "op_names"),
        (#"{"project_id":"a/b","filter":{"input_refs":{}}}"#, "input_refs"),
        (#"{"project_id":"a/b","filter":{"output_refs":1}}"#, "output_refs"),
        (#"{"project_id":"a/b","filter":{"call_ids":"x"}}"#, "call_ids"),
        (#"{"project_id":"a/b","filter":{"thread_ids":[{}]}}"#, "thread_ids"),
        (#"{"project_id":"a/b","filter":{"turn_ids":true}}"#, "turn_ids"),
        (#"{"project_id":"a/b","filter":{"wb_user_ids":7}}"#, "wb_user_ids"),
        (#"{"project_id":"a/b","filter":{"wb_run_ids":[[]]}}"#, "wb_run_ids"),
        (#"{"project_id":"a/b","filter":{"trace_roots_only":1}}"#, "trace_roots_only"),
        (#"{"project_id":"a/b","filter":{"colour":"red"}}"#, "colour"), (#"{"project_id":"a/b","colour":1}"#, "colour"),
        (#"{"project_id":"a/b","query":{}}"#, "query"), (#"{"project_id":"a/b","query":[]}"#, "query"),
        (#"{"project_id":"a/b","query":{"$expr":{"$not":[]}}}"#, "query"),
        (#"{"project_id":"a/b","query":{"$expr":{"$eq":[{"$getField":"colour"},{"$literal":1}]}}}"#, "query"),
        (#"{"project_id":"a/b","expand_columns":"inputs.a"}"#, "expand_columns"),
        (#"{"project_id":"a/b","expand_columns":["op_name"]}"#, "expand_columns"),
        (#"{"project_id":"a/b","expand_columns":["summary.weave.status"]}"#, "expand_columns"),
        (#"{"project_id":"a/b","include_total_storage_size":"yes"}"#, "include_total_storage_size"),
        ("[]", "body"), ("null", "body"), (#"{"project_id":"a/b""#, "body"), ("", "body"), ("\u{FEFF}{}", "body"),
    ]

    @Test(arguments: ["/calls/stream_query", "/calls/query", "/calls/query_stats"], misfits)
    func `what does not fit is refused with its place`(path: String, misfit: (String, String)) async throws {
        try await self.expectMisfit(path, misfit.0, at: misfit.1)
    }

    @Test(
        arguments: ["/calls/stream_query", "/calls/query"],
        [
            (#"{"offset":"x"}"#, "offset"), (#"{"columns":"id"}"#, "columns"), (#"{"columns":["colour"]}"#, "columns"),
            (#"{"columns":["id","op_name.x"]}"#, "1"), (#"{"columns":[7]}"#, "columns"),
            (#"{"columns":[""]}"#, "columns"), (#"{"columns":[".inputs"]}"#, "columns"),
            (#"{"include_costs":1}"#, "include_costs"), (#"{"include_feedback":"true"}"#, "include_feedback"),
            (#"{"include_storage_size":[]}"#, "include_storage_size"),
            (#"{"include_usernames":{}}"#, "include_usernames"), (#"{"latest_only":"no"}"#, "latest_only"),
            (#"{"return_expanded_column_values":0}"#, "return_expanded_column_values"),
            (#"{"sort_by":{}}"#, "sort_by"), (#"{"sort_by":["started_at"]}"#, "sort_by"),
            (#"{"sort_by":[{"field":"started_at","direction":"up"}]}"#, "sort_by"),
            (#"{"sort_by":[{"field":"started_at"}]}"#, "sort_by"), (#"{"sort_by":[{"direction":"asc"}]}"#, "sort_by"),
            (#"{"sort_by":[{"field":"colour","direction":"asc"}]}"#, "sort_by"),
            (#"{"sort_by":[{"field":"id","direction":"asc","nulls":"last"}]}"#, "sort_by"),
        ])
    func `what only lists of calls can say is looked at as closely`(path: String, misfit: (String, String)) async throws
    {
        try await self.expectMisfit(path, #"{"project_id":"a/b",\#(misfit.0.dropFirst())"#, at: misfit.1)
    }

    @Test(arguments: [
        (#"{"project_id":"a/b"}"#, "id"), (#"{"id":"1"}"#, "project_id"), (#"{"project_id":"a/b","id":7}"#, "id"),
        (#"{"project_id":"a/b","id":null}"#, "id"), (#"{"project_id":"a/b","id":"1","limit":1}"#, "limit"),
        (#"{"project_id":"a/b","id":"1","include_costs":"x"}"#, "include_costs"),
        (#"{"project_id":"a/b","id":"1","include_storage_size":1}"#, "include_storage_size"),
        (#"{"project_id":"a/b","id":"1","include_feedback":true}"#, "include_feedback"), ("[]", "body"),
    ])
    func `one call is asked for by project and identifier`(body: String, place: String) async throws {
        try await self.expectMisfit("/call/read", body, at: place)
    }

    @Test(arguments: ["offset", "sort_by", "columns", "include_costs", "return_expanded_column_values"])
    func `a number of calls has no order, no columns and no costs`(member: String) async throws {
        try await self.expectMisfit("/calls/query_stats", #"{"project_id":"a/b","\#(member)":null}"#, at: member)
    }

    private func expectMisfit(_ path: String, _ body: String, at place: String) async throws {
        let answer = try await self.ask(path, body)
        #expect(answer.status == 422, "\(path) \(body)")
        let detail = try #require(try answer.json["detail"]?.elements().first)
        let location = detail["loc"]?.elements().map { $0.string ?? $0.text } ?? []
        #expect(location.first == "body" && location.contains(place), "\(answer.text)")
        #expect(detail["msg"]?.string?.isEmpty == false && detail["type"]?.string?.isEmpty == false)
    }

    @Test(arguments: ["/calls/stream_query", "/calls/query", "/calls/query_stats"])
    func `what no query can mean is a bad request`(path: String) async throws {
        var bodies = [
            #""limit":-1"#, #""query":{"$expr":{"$and":[]}}"#,
            #""query":{"$expr":{"$gt":[{"$getField":"started_at"},{"$literal":"2025-13-45"}]}}"#,
            #""expand_columns":\#(Self.list(1001))"#,
        ]
        for name in ["op_names", "input_refs", "output_refs", "parent_ids", "trace_ids", "thread_ids", "turn_ids"] {
            bodies.append(#""filter":{"\#(name)":\#(Self.list(1001))}"#)
        }
        for name in ["wb_user_ids", "wb_run_ids"] { bodies.append(#""filter":{"\#(name)":\#(Self.list(1001))}"#) }
        if path != "/calls/query_stats" {
            bodies += [#""offset":-1"#, #""columns":\#(Self.list(1001))"#]
        }
        for body in bodies {
            let answer = try await self.ask(path, #"{"project_id":"a/b",\#(body)}"#)
            #expect(answer.status == 400, "\(body.prefix(80)): \(answer)")
            #expect(try answer.json["reason"]?.string?.isEmpty == false)
        }
    }

    @Test func `a thousand values are fine, and more identifiers of calls`() async throws {
        try await self.store.record([.stub("1", trace: "t")])
        let thousand = Self.list(1000)
        let found = try await self.ask(
            "/calls/query", #"{"project_id":"mill/looms","filter":{"trace_ids":\#(thousand)}}"#)
        #expect(try found.json["calls"]?.elements().count == 1)
        let ids = (0..<1500).map { "\"\($0)\"" }.joined(separator: ",")
        let answer = try await self.ask(
            "/calls/query", #"{"project_id":"mill/looms","filter":{"call_ids":[\#(ids)]}}"#)
        #expect(answer.status == 200)
        #expect(try answer.json["calls"]?.elements().count == 1)
    }

    @Test func `a limit of nothing finds nothing, and a large one everything`() async throws {
        try await self.store.record([.stub("1"), .stub("2")])
        for (limit, count) in [("0", 0), ("1", 1), ("2", 2), ("9223372036854775807", 2)] {
            let body = #"{"project_id":"mill/looms","limit":\#(limit)}"#
            #expect(try await self.ask("/calls/query", body).json["calls"]?.elements().count == count)
            #expect(
                try await self.ask("/calls/query_stats", body).text
                    == #"{"count":\#(count),"has_more":\#(count < 2),"total_storage_size_bytes":null}"#)
        }
    }
}
