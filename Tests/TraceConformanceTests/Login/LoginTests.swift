import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTraceHTTP

@Suite struct LoginTests {
    private let responder: TraceResponder

    init() {
        var options = TraceResponder.Options()
        options.entity = "mill"
        options.version = "7.8.9"
        options.userID = { _ in "0123456789abcdef" }
        self.responder = TraceResponder(InMemoryTraceStore(), options: options)
    }

    private func ask(_ method: HTTPMethod, _ path: String, _ body: String = "") async throws -> WireAnswer {
        let response = await self.responder.respond(to: HTTPRequest(method, path, body: .text(body)))
        #expect(response.headers["Content-Type"] == "application/json")
        return try await WireAnswer(response)
    }

    @Test(arguments: ["", "/traces"])
    func `the server tells its version, and that no client is too old`(prefix: String) async throws {
        #expect(
            try await self.ask(.get, prefix + "/server_info")
                == WireAnswer(200, #"{"min_required_weave_python_version":"0.0.1","trace_server_version":"7.8.9"}"#))
    }

    @Test func `the trace API has a health of its own, and leaves the server's to the server`() async throws {
        #expect(try await self.ask(.get, "/traces/health") == WireAnswer(200, #"{"status":"ok"}"#))
        #expect(TraceResponder.handles(path: "/traces/health"))
        #expect(!TraceResponder.handles(path: "/health"))
    }

    @Test(arguments: [
        "/server_info", "/graphql", "/oidc/token", "/service/projects_info", "/tags", "/aliases", "/project/stats",
        "/threads/stream_query", "/trace/usage", "/cost/query", "/feedback/query", "/refs/read_batch",
        "/otel/v1/traces",
        "/v2/mill/looms/call/start", "/files/query_stats", "/table/query", "/objs/query", "/objs/a/aliases",
    ])
    func `every path of the trace API gets to it`(path: String) {
        #expect(TraceResponder.handles(path: path))
        #expect(TraceResponder.handles(path: "/traces" + path))
    }

    @Test func `an identity token opens no door`() async throws {
        let form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c"
        let refusal = try await self.ask(.post, "/oidc/token", form)
        #expect(refusal.status == 400)
        let answer = try refusal.json
        #expect(answer["error"]?.string == "unsupported_grant_type")
        #expect(answer["reason"]?.string?.contains("WANDB_API_KEY") == true)
        #expect(answer["access_token"] == nil)
    }

    @Test func `a project's inner name is its outer one`() async throws {
        #expect(
            try await self.ask(.post, "/service/projects_info", #"{"project_ids":["mill/looms","mill/dyes"]}"#)
                == WireAnswer(
                    200,
                    #"[{"external_project_id":"mill/looms","internal_project_id":"mill/looms"},"#
                        + #"{"external_project_id":"mill/dyes","internal_project_id":"mill/dyes"}]"#
                ))
        #expect(try await self.ask(.post, "/service/projects_info", #"{"project_ids":[]}"#) == WireAnswer(200, "[]"))
    }

    @Test(arguments: [
        ("{}", 422), (#"{"project_ids":"mill/looms"}"#, 422), (#"{"project_ids":[1]}"#, 422),
        (#"{"project_ids":null}"#, 422), (#"{"project_ids":[],"colour":1}"#, 422), ("[]", 422), ("{", 422),
        (#"{"project_ids":[\#(Array(repeating: "\"a/b\"", count: 1001).joined(separator: ","))]}"#, 400),
        (#"{"project_ids":[\#(Array(repeating: "\"a/b\"", count: 1000).joined(separator: ","))]}"#, 200),
    ])
    func `what is no list of projects is refused`(body: String, status: Int) async throws {
        #expect(try await self.ask(.post, "/service/projects_info", body).status == status)
    }
}
