import Testing
import TreadleCore
import TreadleHTTP
import TreadleHTTPCurl
import TreadleTrace
import TreadleTraceSQLite

@Suite(.timeLimit(.minutes(2))) struct ConversationTests {
    private let question = #"{"model":"demo","messages":[{"role":"user","content":"Hello!"}]}"#
    private let streamed = #"{"model":"demo","stream":true,"messages":[{"role":"user","content":"Hello!"}]}"#

    @Test func `a conversation is traced, found over HTTP, and still there when the server is gone`() async throws {
        let (path, calls) = try await RunningTreadle.with { treadle in
            let answer = try await treadle.chat(self.question)
            #expect(answer.status == 200)
            let calls = try await treadle.calls()
            #expect(calls.map(\.opName) == ["chat_completion", "demo.chat.completions.create"])
            #expect(calls[0].id == answer.headers["x-treadle-call-id"])
            #expect(calls[1].parentID == calls[0].id)
            #expect(calls[0].output == answer.json)
            let store = try SQLiteTraceStore(reading: treadle.dataDirectory + "/calls.sqlite")
            let stored = try await store.calls(matching: CallQuery(projectID: "treadle/era"))
            await store.close()
            return (treadle.dataDirectory, (calls, stored))
        }
        #expect(!path.isEmpty)
        #expect(calls.0.map(\.id) == calls.1.map(\.id))
    }

    @Test func `through one Treadle to another, streams and their usage arrive`() async throws {
        try await RunningTreadle.with { inner in
            let settings = ["OPENAI_BASE_URL": inner.url + "/v1", "OPENAI_API_KEY": "sk-shuttle-and-loom"]
            try await RunningTreadle.with(settings) { outer in
                let body = self.streamed.replacing("demo", with: "other")
                let response = try await outer.post("/v1/chat/completions", body)
                let text = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
                #expect(text.hasSuffix("data: [DONE]\n\n"))
                #expect(!text.contains(#""choices":[]"#), "the usage that only Treadle asked for stays here")
                let calls = try await outer.calls()
                #expect(calls.map(\.opName) == ["chat_completion_stream", "openai.chat.completions.create"])
                for call in calls {
                    #expect(call.summary["usage"]?["demo"]?["completion_tokens"]?.integer ?? 0 > 0)
                    #expect(call.summary["treadle"]?["time_to_first_token_ms"]?.double != nil)
                    #expect(!call.wire().text.contains("sk-shuttle"))
                }
                #expect(try await inner.calls().count == 2)
            }
        }
    }

    @Test func `both lists of models are one`() async throws {
        try await RunningTreadle.with { inner in
            try await RunningTreadle.with(["OPENAI_BASE_URL": inner.url + "/v1"]) { outer in
                let response = try await outer.client.send(HTTPRequest(.get, outer.url + "/v1/models"))
                let list = try RawJSON(try await response.body.collect(upTo: 1 << 20))
                #expect(list["data"]?.elements().map { $0["id"]?.string } == ["demo"])
            }
        }
    }

    @Test func `info and health tell no secret`() async throws {
        let settings = ["TREADLE_API_KEYS": "weft-key-12345", "OPENAI_API_KEY": "sk-shuttle-and-loom"]
        try await RunningTreadle.with(settings) { treadle in
            for path in ["/info", "/health"] {
                let response = try await treadle.client.send(
                    HTTPRequest(.get, treadle.url + path, headers: ["x-api-key": "weft-key-12345"]))
                let text = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
                #expect(response.status == 200)
                #expect(!text.contains("weft-key") && !text.contains("sk-shuttle"))
            }
            let refused = try await treadle.chat(self.question)
            #expect(refused.status == 401)
        }
    }
}
