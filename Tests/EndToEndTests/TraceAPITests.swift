import Testing
import TreadleCore
import TreadleHTTP
import TreadleHTTPCurl

/// The trace API as a client of Weave's finds it on a running server.
@Suite struct TraceAPITests {
    private static func answer(
        _ treadle: RunningTreadle, _ method: HTTPMethod, _ path: String, _ headers: HTTPFields = [:],
        _ body: HTTPBody = .empty
    ) async throws -> (status: Int, json: RawJSON) {
        let response = try await treadle.client.send(
            HTTPRequest(method, treadle.url + path, headers: headers, body: body))
        return (response.status, try RawJSON(await response.body.collect(upTo: 64 << 20)))
    }

    @Test func `a client logs in at the root, and at the default place of the trace API`() async throws {
        try await RunningTreadle.with(["TREADLE_PROJECT": "mill/looms"]) { treadle in
            for prefix in ["", "/traces"] {
                let info = try await Self.answer(treadle, .get, prefix + "/server_info")
                #expect(info.status == 200 && info.json["trace_server_version"]?.string != nil)
                #expect(try await Self.answer(treadle, .get, prefix + "/health").status == 200)
            }
            let query = #"{"query":"query DefaultEntity { viewer { defaultEntity { name } } }"}"#
            let viewer = try await Self.answer(treadle, .post, "/graphql", [:], .text(query))
            #expect(viewer.json.text == #"{"data":{"viewer":{"defaultEntity":{"name":"mill"}}}}"#)
        }
    }

    @Test func `a wrong key is refused in the shape that the path's clients read`() async throws {
        try await RunningTreadle.with(["TREADLE_API_KEYS": "warp-and-weft"]) { treadle in
            let wrong: HTTPFields = ["Authorization": "Basic YXBpOndyb25nLWtleQ=="]
            let right: HTTPFields = ["Authorization": "Basic YXBpOndhcnAtYW5kLXdlZnQ="]
            for path in ["/server_info", "/traces/server_info"] {
                let refusal = try await Self.answer(treadle, .get, path, wrong)
                #expect(refusal.status == 401)
                #expect(refusal.json["reason"]?.string?.contains("API key") == true)
                #expect(try await Self.answer(treadle, .get, path, right).status == 200)
            }
            let token = try await Self.answer(treadle, .post, "/oidc/token", [:], .text("assertion=a"))
            #expect(token.status == 401)
            let models = try await Self.answer(treadle, .get, "/v1/models", wrong)
            #expect(models.status == 401 && models.json["error"]?["message"]?.string != nil)
        }
    }

    @Test func `the trace API takes larger bodies than the gateway`() async throws {
        let settings = ["TREADLE_MAX_BODY_BYTES": "2048", "TREADLE_MAX_TRACE_BODY_BYTES": "5000000"]
        try await RunningTreadle.with(settings) { treadle in
            func post(_ path: String, bytes: Int) async throws -> (status: Int, json: RawJSON) {
                let query = #"{"project_id":"mill/looms"}"#
                let body = query + String(repeating: " ", count: bytes - query.utf8.count)
                return try await Self.answer(treadle, .post, path, [:], .text(body))
            }
            #expect(try await post("/calls/query", bytes: 5_000_000).status == 200)
            let long = try await post("/calls/query", bytes: 5_000_001)
            #expect(long.status == 413)
            #expect(long.json["reason"]?.string?.contains("5000000 bytes") == true)
            let chat = try await post("/v1/chat/completions", bytes: 2049)
            #expect(chat.status == 413)
            #expect(chat.json["error"]?["message"]?.string?.contains("2048 bytes") == true)
        }
    }
}
