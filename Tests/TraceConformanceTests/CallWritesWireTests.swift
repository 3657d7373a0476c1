import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// The exact shapes of the requests that write calls, and of their answers.
@Suite struct CallWritesWireTests {
    let store = InMemoryTraceStore()

    private static let id = "019aa0de-0000-7000-8000-000000000001"
    private static let trace = "019aa0de-0000-7000-8000-00000000000a"
    private static let start =
        #"{"project_id":"mill/looms","id":"\#(id)","trace_id":"\#(trace)","op_name":"warp","started_at":"2025-11-20T09:48:45Z","attributes":{},"inputs":{"weft":1.0},"wb_user_id":null,"spools":3}"#
    private static let end =
        #"{"project_id":"mill/looms","id":"\#(id)","ended_at":"2025-11-20T09:48:46Z","summary":{},"output":[1],"exception":null,"wb_run_step_end":4,"trace_id":"\#(trace)","started_at":"2025-11-20T09:48:45Z","is_eval":true,"spools":3}"#

    private func ask(_ path: String, _ body: String) async throws -> (Int, RawJSON) {
        let request = HTTPRequest(.post, path, body: .text(body))
        let response = await TraceResponder(self.store).respond(to: request)
        #expect(response.headers["Content-Type"]?.hasSuffix("json") == true)
        return (response.status, try RawJSON(await response.body.collect(upTo: 1 << 20)))
    }

    private func calls() async throws -> [Call] { try await self.store.calls(matching: CallQuery()) }

    /// The way to what the server did not like.
    private func loc(_ answer: RawJSON) -> String? { answer["detail"]?.elements().first?["loc"]?.text }

    @Test(arguments: ["", "/v2/mill/looms", "/traces", "/traces/v2/mill/looms"])
    func `a start and an end`(prefix: String) async throws {
        var (status, answer) = try await self.ask("\(prefix)/call/start", #"{"start":\#(Self.start)}"#)
        #expect(status == 200)
        #expect(answer.text == #"{"id":"\#(Self.id)","trace_id":"\#(Self.trace)"}"#)
        #expect(try await self.calls().first?.status == .running)

        (status, answer) = try await self.ask("\(prefix)/call/end", #"{"end":\#(Self.end)}"#)
        #expect(status == 200)
        #expect(answer.text == "{}")
        let call = try #require(try await self.calls().first)
        #expect(call.status == .success)
        #expect(call.inputs.text == #"{"weft":1.0}"# && call.output?.text == "[1]" && call.runStepEnd == 4)
        #expect(call.userID == "local")
    }

    @Test func `identifiers that a start does not say are made up`() async throws {
        let raw = try RawJSON(Self.start).setting([("id", nil), ("trace_id", .null)])
        let (status, answer) = try await self.ask("/call/start", #"{"start":\#(raw.text)}"#)
        #expect(status == 200)
        let call = try #require(try await self.calls().first)
        #expect(answer["id"]?.string == call.id && answer["trace_id"]?.string == call.traceID)
        #expect(call.id.utf8.count == 36 && call.traceID.utf8.count == 36 && call.id != call.traceID)
    }

    @Test func `a batch of halves is answered half by half`() async throws {
        let second = "0123456789abcdef"
        let other = Self.start.replacing(Self.id, with: second)
        let (status, answer) = try await self.ask(
            "/call/upsert_batch",
            """
            {"batch":[{"mode":"end","req":{"end":\(Self.end)}},{"mode":"start","req":{"start":\(Self.start)}},\
            {"req":{"start":\(other)},"mode":"start"},{"req":{"end":\(Self.end.replacing(Self.id, with: second))}}]}
            """)
        #expect(status == 200)
        #expect(
            answer.text
                == #"{"res":[{},{"id":"\#(Self.id)","trace_id":"\#(Self.trace)"},{"id":"\#(second)","trace_id":"\#(Self.trace)"},{}]}"#
        )
        #expect(try await self.calls().map(\.status) == [.success, .success])
        #expect(try await self.ask("/call/upsert_batch", #"{"batch":[]}"#).1.text == #"{"res":[]}"#)
    }

    @Test(arguments: [
        (#"{"mode":"start"}"#, #"["body","batch",1,"req"]"#), (#"{"req":7}"#, #"["body","batch",1,"req"]"#),
        ("[]", #"["body","batch",1]"#), (#"{"mode":"begin","req":{"start":START}}"#, #"["body","batch",1,"mode"]"#),
        (#"{"mode":7,"req":{"start":START}}"#, #"["body","batch",1,"mode"]"#),
        (#"{"mode":"end","req":{"start":START}}"#, #"["body","batch",1,"req"]"#),
        (#"{"mode":"start","req":{"end":END}}"#, #"["body","batch",1,"req"]"#),
        (#"{"mode":"start","req":{"start":START,"end":END}}"#, #"["body","batch",1,"req"]"#),
        (#"{"mode":"start","req":{"start":START},"loom":1}"#, #"["body","batch",1,"loom"]"#),
        (#"{"mode":"start","req":{"start":START,"loom":1}}"#, #"["body","batch",1,"req","loom"]"#),
        (#"{"mode":"start","req":{"start":[]}}"#, #"["body","batch",1,"req","start"]"#),
        (#"{"mode":"start","req":{"start":{}}}"#, #"["body","batch",1,"req","start","project_id"]"#),
        (#"{"mode":"end","req":{"end":{}}}"#, #"["body","batch",1,"req","end","id"]"#),
    ])
    func `a batch with a half that does not fit stores nothing`(item: String, loc: String) async throws {
        let filled = item.replacing("START", with: Self.start).replacing("END", with: Self.end)
        let body = #"{"batch":[{"mode":"start","req":{"start":\#(Self.start)}},\#(filled)]}"#
        let (status, answer) = try await self.ask("/call/upsert_batch", body)
        #expect(status == 422)
        #expect(self.loc(answer) == loc)
        #expect(try await self.calls().isEmpty)
    }

    @Test(arguments: ["/call/upsert_batch", "/call/start", "/call/end", "/v2/mill/looms/call/start"])
    func `bodies of other shapes are refused`(path: String) async throws {
        for body in ["{}", "[]", "7", "", #"{"batch":{}}"#, #"{"start":7}"#, #"{"end":null}"#, #"{"loom":1}"#] {
            #expect(try await self.ask(path, body).0 == 422, "\(body)")
        }
        for body in [
            #"{"batch":[],"loom":1}"#, #"{"start":\#(Self.start),"loom":1}"#, #"{"end":\#(Self.end),"loom":1}"#,
        ] {
            let (status, answer) = try await self.ask(path, body)
            #expect(status == 422)
            #expect(answer["detail"]?.elements().first?["type"]?.string == "extra_forbidden")
        }
        #expect(try await self.calls().isEmpty)
    }

    @Test(arguments: [
        ("project_id", nil), ("id", nil), ("ended_at", nil), ("summary", nil), ("ended_at", "7"), ("summary", "null"),
        ("summary", "[]"), ("exception", "7"), ("wb_run_step_end", #""4""#), ("trace_id", "7"), ("is_eval", "1"),
        ("started_at", #""now""#),
    ])
    func `an end that does not fit is refused with its place`(name: String, value: String?) async throws {
        let end = try RawJSON(Self.end).setting([(name, try value.map { try RawJSON($0) })])
        let (status, answer) = try await self.ask("/call/end", #"{"end":\#(end.text)}"#)
        #expect(status == 422)
        #expect(self.loc(answer) == #"["body","end","\#(name)"]"#)
    }

    @Test(arguments: [
        ("/call/start", "start", "id", "loom"), ("/call/start", "start", "trace_id", "loom"),
        ("/call/start", "start", "op_name", ""), ("/call/end", "end", "id", "019aa0de"),
        ("/v2/mill/dyes/call/start", "start", "loom", ""), ("/v2/mill/dyes/call/end", "end", "loom", ""),
    ])
    func `values that cannot be are a bad request`(path: String, half: String, name: String, value: String) async throws
    {
        let members = try RawJSON(half == "start" ? Self.start : Self.end).setting([(name, RawJSON(string: value))])
        let (status, answer) = try await self.ask(path, #"{"\#(half)":\#(members.text)}"#)
        #expect(status == 400)
        #expect(answer["reason"]?.string?.isEmpty == false)
        #expect(try await self.calls().isEmpty)
    }

    @Test func `a call is renamed, and its name taken away`() async throws {
        _ = try await self.ask("/call/start", #"{"start":\#(Self.start)}"#)
        for (name, expected) in [("row 7", "row 7"), ("", nil), (String(repeating: "織", count: 1024), "織")] {
            let (status, answer) = try await self.ask(
                "/call/update", #"{"project_id":"mill/looms","call_id":"\#(Self.id)","display_name":"\#(name)"}"#)
            #expect(status == 200)
            #expect(answer.text == "{}")
            #expect(
                try await self.calls().first?.displayName?.prefix(5) == expected.map { $0 == "織" ? "織織織織織" : $0[...] })
        }
    }

    @Test(arguments: [
        (#"{"project_id":"a/b","call_id":"ID"}"#, 400),
        (#"{"project_id":"a/b","call_id":"ID","display_name":null}"#, 400),
        (#"{"project_id":"a/b","call_id":"7","display_name":"x"}"#, 400),
        (#"{"project_id":"a/b","call_id":"ID","display_name":7}"#, 422), (#"{"call_id":"ID","display_name":"x"}"#, 422),
        (#"{"project_id":"a/b","display_name":"x"}"#, 422),
        (#"{"project_id":7,"call_id":"ID","display_name":"x"}"#, 422),
        (#"{"project_id":"a/b","call_id":"ID","display_name":"x","loom":1}"#, 422), ("[]", 422), ("", 422),
        (#"{"project_id":"a/b","call_id":"ID","display_name":"LONG"}"#, 400),
    ])
    func `a renaming that does not fit is refused`(body: String, status: Int) async throws {
        let filled = body.replacing("ID", with: Self.id).replacing("LONG", with: String(repeating: "w", count: 1025))
        #expect(try await self.ask("/call/update", filled).0 == status)
    }

    @Test func `calls are deleted, and counted`() async throws {
        _ = try await self.ask("/call/start", #"{"start":\#(Self.start)}"#)
        let body = #"{"project_id":"mill/looms","call_ids":["\#(Self.id)","0123456789abcdef"],"wb_user_id":null}"#
        #expect(try await self.ask("/calls/delete", body).1.text == #"{"num_deleted":1}"#)
        #expect(try await self.ask("/calls/delete", body).1.text == #"{"num_deleted":0}"#)
        #expect(
            try await self.ask("/calls/delete", #"{"project_id":"mill/looms","call_ids":[]}"#).1.text
                == #"{"num_deleted":0}"#)
        #expect(try await self.calls().isEmpty)
    }

    @Test(arguments: [
        (#"{"project_id":"a/b","call_ids":["7"]}"#, 400), (#"{"project_id":"a/b","call_ids":[7]}"#, 422),
        (#"{"project_id":"a/b","call_ids":null}"#, 422), (#"{"project_id":"a/b"}"#, 422), (#"{"call_ids":[]}"#, 422),
        (#"{"project_id":"a/b","call_ids":"ID"}"#, 422), (#"{"project_id":"a/b","call_ids":[],"loom":1}"#, 422),
        (#"{"project_id":"a/b","call_ids":[],"wb_user_id":7}"#, 422), ("[]", 422),
    ])
    func `a deletion that does not fit is refused`(body: String, status: Int) async throws {
        #expect(try await self.ask("/calls/delete", body.replacing("ID", with: Self.id)).0 == status)
    }

    @Test(arguments: [(1000, 200), (1001, 413)])
    func `a thousand calls can be deleted in one request`(count: Int, status: Int) async throws {
        let ids = Array(repeating: #""0123456789abcdef""#, count: count).joined(separator: ",")
        #expect(try await self.ask("/calls/delete", #"{"project_id":"a/b","call_ids":[\#(ids)]}"#).0 == status)
    }

    @Test func `what OpenTelemetry said is shown in the attributes, which stay as they were`() async throws {
        let start = try RawJSON(Self.start).setting([
            ("otel_dump", try RawJSON(#"{"kind":2}"#)), ("attributes", try RawJSON(#"{"a":1}"#)),
            ("wb_run_id", RawJSON(string: "run-7")), ("wb_run_step", RawJSON(integer: 0)),
        ])
        _ = try await self.ask("/call/start", #"{"start":\#(start.text)}"#)
        let (_, answer) = try await self.ask("/call/read", #"{"project_id":"mill/looms","id":"\#(Self.id)"}"#)
        let call = try #require(answer["call"])
        #expect(call["attributes"]?.text == #"{"a":1,"otel_span":{"kind":2}}"#)
        #expect(call["wb_run_id"]?.string == "mill/looms/run-7")
        #expect(call["wb_run_step"]?.text == "0" && call["wb_run_step_end"]?.isNull == true)
        #expect(call["otel_dump"] == nil)
        #expect(try await self.calls().first?.attributes.text == #"{"a":1}"#)
    }
}
