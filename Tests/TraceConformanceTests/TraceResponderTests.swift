import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct TraceResponderTests {
    let store = InMemoryTraceStore()
    var responder: TraceResponder { TraceResponder(self.store) }

    private func ask(_ path: String, _ body: String, _ method: HTTPMethod = .post) async throws -> (Int, RawJSON) {
        let response = await self.responder.respond(to: HTTPRequest(method, path, body: .text(body)))
        return (response.status, try RawJSON(await response.body.collect(upTo: 1 << 20)))
    }

    @Test(arguments: ["", "/traces"])
    func `the documented fields of a call are all there`(prefix: String) async throws {
        var call = Call.stub("1", op: "weave:///mill/looms/op/warp:7", at: 1_763_632_125_123_456)
        call.summary = try RawJSON(#"{"usage":{"m":{"n":1.0}},"weave":{"status":"stale","costs":{"m":2}}}"#)
        try await self.store.record([call])

        let (status, answer) = try await self.ask(prefix + "/call/read", #"{"project_id":"mill/looms","id":"1"}"#)

        #expect(status == 200)
        #expect(
            answer.text
                == #"{"call":{"project_id":"mill/looms","id":"1","op_name":"weave:///mill/looms/op/warp:7","#
                + #""display_name":null,"trace_id":"trace-1","parent_id":null,"thread_id":null,"turn_id":null,"#
                + #""started_at":"2025-11-20T09:48:45.123456Z","ended_at":"2025-11-20T09:48:45.124956Z","exception":null,"#
                + #""wb_user_id":null,"attributes":{},"inputs":{},"output":null,"#
                + #""summary":{"usage":{"m":{"n":1.0}},"weave":{"status":"success","costs":{"m":2},"#
                + #""trace_name":"warp","latency_ms":1}},"wb_run_id":null,"wb_run_step":null,"wb_run_step_end":null,"#
                + #""deleted_at":null,"expire_at":null,"storage_size_bytes":null,"total_storage_size_bytes":null}}"#)
    }

    @Test func `the summary tells how a call stands`() async throws {
        var failed = Call.stub("failed")
        failed.exception = "thread broke"
        var running = Call.stub("running")
        running.endedAt = nil
        var named = Call.stub("named", summary: try RawJSON(#"{"status_counts":{"error":1}}"#))
        named.displayName = "row 7"
        try await self.store.record([failed, running, named])
        var summaries: [String: String] = [:]
        for id in ["failed", "running", "named"] {
            let (_, answer) = try await self.ask("/call/read", #"{"project_id":"mill/looms","id":"\#(id)"}"#)
            summaries[id] = answer["call"]?["summary"]?["weave"]?.text
        }
        #expect(
            summaries == [
                "failed": #"{"status":"error","trace_name":"weave_row","latency_ms":1}"#,
                "running": #"{"status":"running","trace_name":"weave_row"}"#,
                "named": #"{"status":"descendant_error","latency_ms":1,"display_name":"row 7"}"#,
            ])
    }

    @Test func `a call that is not there is null`() async throws {
        let (status, answer) = try await self.ask("/call/read", #"{"project_id":"mill/looms","id":"nobody"}"#)
        #expect(status == 200)
        #expect(answer.text == #"{"call":null}"#)
    }

    @Test func `a line is a call, whatever white space its payload has`() async throws {
        let output = try RawJSON("[1,\n\r\n {\"a\":\t\"b\\nc\"}\n]")
        try await self.store.record([.stub("1", output: output), .stub("2")])

        let request = HTTPRequest(.post, "/calls/stream_query", body: .text(#"{"project_id":"mill/looms"}"#))
        let response = await self.responder.respond(to: request)
        let text = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)

        #expect(response.headers["Content-Type"] == "application/jsonl")
        #expect(text.hasSuffix("}\n") && !text.utf8.contains(0x0D))
        let lines = try text.split(separator: "\n").map { try RawJSON(String($0)) }
        #expect(lines.map { $0["id"]?.string } == ["1", "2"])
        #expect(try JSONValue(#require(lines[0]["output"])) == JSONValue(output))
    }

    @Test func `a query in one piece and an empty one`() async throws {
        try await self.store.record([.stub("1"), .stub("2")])
        let (status, answer) = try await self.ask("/calls/query", #"{"project_id":"mill/looms","limit":1}"#)
        #expect(status == 200)
        #expect(answer["calls"]?.elements().map { $0["id"]?.string } == ["1"])
        #expect(try await self.ask("/calls/query", #"{"project_id":"mill/dyes"}"#).1.text == #"{"calls":[]}"#)
    }

    @Test(arguments: [
        "/", "/calls", "/calls/nothing", "/obj/nothing", "/v2/mill/looms/calls", "/v2/mill/calls/complete",
    ])
    func `other paths are not there`(path: String) async throws {
        let (status, answer) = try await self.ask(path, "{}")
        #expect(status == 404)
        #expect(answer["reason"]?.string?.contains(path) == true)
    }

    @Test func `another method is refused with the right one`() async throws {
        let response = await self.responder.respond(to: HTTPRequest(.get, "/calls/query"))
        #expect(response.status == 405)
        #expect(response.headers["Allow"] == "POST")
    }

    @Test func `it says which paths are its own`() {
        for path in [
            "/calls/query", "/call/read", "/v2/a/b/calls/complete", "/traces/calls/query", "/traces", "/obj/read",
        ] {
            #expect(TraceResponder.handles(path: path), "\(path)")
        }
        for path in ["/", "", "/v1/models", "/health", "/callsign", "/tracesx", "/ws"] {
            #expect(!TraceResponder.handles(path: path), "\(path)")
        }
    }
}
