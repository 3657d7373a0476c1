import Testing
import TreadleCore
import TreadleHTTP
import TreadleModels
import TreadleTesting
import TreadleTrace
import TreadleTracing

@testable import TreadleBackend

@Suite struct GatewayTests {
    private let recorder = RecordingCallRecorder()

    private struct WarpError: Error {}

    private func gateway(
        _ answers: [ScriptedModel.Answer], listModels: (@Sendable () async throws -> [ModelCard])? = nil
    ) -> (Gateway, ScriptedModel) {
        let tracer = Tracer(projectID: "mill/loom", recorder: self.recorder)
        let model = ScriptedModel(answers)
        let traced = TracedModel(model, tracer: tracer)
        let parts = Gateway.Parts(
            models: ModelCatalog(demo: traced, upstream: nil), tracer: tracer, defaultModel: "loom-1", bodyLimit: 1000,
            listUpstreamModels: listModels)
        return (Gateway(parts), model)
    }

    private func post(_ path: String, _ body: String) -> HTTPRequest { HTTPRequest(.post, path, body: .text(body)) }

    private func json(_ response: HTTPResponse) async throws -> RawJSON {
        try RawJSON(try await response.body.collect(upTo: 1 << 20))
    }

    private let question = #"{"model":"loom-1","messages":[{"role":"user","content":"hi"}],"vendor":{"x":1.50}}"#
    private var streamed: String { self.question.dropLast() + #","stream":true}"# }

    @Test func `a whole answer comes back byte for byte, traced before it leaves`() async throws {
        let (gateway, model) = self.gateway([.completion(.stub())])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", self.question))

        #expect(response.status == 200)
        #expect(try await self.json(response) == ChatCompletion.stub().wire)
        #expect(model.requests[0].wire.text == self.question)
        let calls = self.recorder.calls
        #expect(calls.map(\.opName) == ["scripted.chat.completions.create", "chat_completion"])
        #expect(calls[0].parentID == calls[1].id)
        #expect(calls[0].traceID == calls[1].traceID)
        #expect(calls.allSatisfy { $0.inputs.text == self.question && $0.output == ChatCompletion.stub().wire })
        #expect(calls[1].summary["usage"]?["loom-1"]?["total_tokens"]?.integer == 8)
        #expect(response.headers["x-treadle-call-id"] == calls[1].id)
        #expect(Double(response.headers["x-treadle-overhead-ms"] ?? "").map { $0 >= 0 } == true)
    }

    @Test func `a missing model is filled in`() async throws {
        let (gateway, model) = self.gateway([.completion(.stub())])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", #"{"messages":[{}]}"#))
        #expect(response.status == 200)
        #expect(model.requests[0].wire.text == #"{"messages":[{}],"model":"loom-1"}"#)
    }

    @Test func `a stream sends each chunk, then DONE, and records the whole answer`() async throws {
        let chunks = [ChatChunk.stub("Warp"), .stub(" and weft.")]
        let (gateway, _) = self.gateway([.completion(.stub(), chunks: chunks)])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", self.streamed))

        #expect(response.headers["Content-Type"]?.hasPrefix("text/event-stream") == true)
        #expect(self.recorder.calls.isEmpty)
        let text = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
        #expect(text == chunks.map { "data: \($0.wire)\n\n" }.joined() + "data: [DONE]\n\n")
        let call = try #require(self.recorder.calls(named: "chat_completion_stream").first)
        #expect(call.output == ChatCompletion.stub().wire)
        #expect(call.summary["treadle"]?["time_to_first_token_ms"]?.double != nil)
        #expect(call.summary["usage"]?["loom-1"]?["total_tokens"]?.integer == 8)
        #expect(response.headers["x-treadle-call-id"] == call.id)
    }

    @Test func `a stream that breaks ends with an error and without DONE`() async throws {
        let (gateway, _) = self.gateway([.broken(ModelError(.brokenOff, "the loom broke"), chunks: [.stub("Wa")])])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", self.streamed))
        let text = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
        #expect(
            text.hasSuffix(
                #"data: {"error":{"message":"the loom broke","type":"upstream_error","param":null,"code":null}}"#
                    + "\n\n"))
        #expect(!text.contains("[DONE]"))
        let call = try #require(self.recorder.calls(named: "chat_completion_stream").first)
        #expect(call.exception?.contains("the loom broke") == true)
        #expect(call.output?.text.contains("Wa") == true)
    }

    @Test func `a client that goes away cancels the answer, and the trace has what had come`() async throws {
        let (gateway, model) = self.gateway([.stall(chunks: [.stub("Wa")])])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", self.streamed))
        guard case .stream(let body, _) = response.body else {
            Issue.record("a stream was expected")
            return
        }
        _ = try await body.next()
        let rest = Task { try await body.next() }
        await model.waitUntilStalled()
        body.cancel()
        await #expect(throws: CancellationError.self) { _ = try await rest.value }
        #expect(self.recorder.calls.count == 2)
        for call in self.recorder.calls {
            #expect(call.isCancelled)
            #expect(call.output?.text.contains(#""content":"Wa""#) == true)
        }
    }

    @Test func `a body that is given up before its first part is recorded as cancelled`() async throws {
        let (gateway, _) = self.gateway([.completion(.stub(), chunks: [.stub("Wa")])])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", self.streamed))
        response.body.discard()
        #expect(self.recorder.calls.filter(\.isCancelled).count == 2)
    }

    @Test(arguments: [
        ("not json", 400, "invalid_json"), ("[]", 400, nil), ("{}", 400, nil), (#"{"messages":"x"}"#, 400, nil),
        (#"{"messages":[]}"#, 400, nil), (#"{"messages":[{}],"stream":1}"#, 400, nil),
        (#"{"messages":[{}],"model":1}"#, 400, nil), (String(repeating: "[", count: 999), 400, "invalid_json"),
        (String(repeating: " ", count: 1001), 413, "request_too_large"),
    ])
    func `bad requests are refused in OpenAI's shape`(body: String, status: Int, code: String?) async throws {
        let (gateway, _) = self.gateway([.completion(.stub())])
        let response = await gateway.respond(to: self.post("/v1/chat/completions", body))
        #expect(response.status == status)
        let error = try #require(try await self.json(response)["error"])
        #expect(error["type"]?.string == "invalid_request_error")
        #expect(error["code"]?.string == code)
        #expect(error["message"]?.string?.isEmpty == false)
        #expect(response.headers["x-treadle-overhead-ms"] != nil)
        // What could be read as JSON is in the trace, with what was wrong with it.
        #expect(response.headers["x-treadle-call-id"] == self.recorder.calls.first?.id)
        #expect(self.recorder.calls.count == (code == nil ? 1 : 0))
        #expect(self.recorder.calls.allSatisfy { $0.exception != nil && $0.inputs.kind == .object })
    }

    @Test func `the upstream's refusal keeps its status and hints`() async throws {
        var refusal = ModelError(.rateLimited, "slow down")
        refusal.upstreamStatus = 429
        refusal.retryAfter = .milliseconds(1500)
        refusal.upstreamCode = "rate_limit_exceeded"
        let (gateway, _) = self.gateway([.failure(refusal)])
        for body in [self.question, self.streamed] {
            let response = await gateway.respond(to: self.post("/v1/chat/completions", body))
            #expect(response.status == 429)
            #expect(response.headers["Retry-After"] == "1.500")
            #expect(try await self.json(response)["error"]?["code"]?.string == "rate_limit_exceeded")
            #expect(response.headers["x-treadle-call-id"] != nil)
        }
        #expect(self.recorder.calls.filter { $0.exception != nil }.count == 4)
    }

    @Test func `embeddings pass through and are traced`() async throws {
        let (gateway, _) = self.gateway([])
        let response = await gateway.respond(to: self.post("/v1/embeddings", #"{"model":"loom-1","input":"weft"}"#))
        #expect(response.status == 200)
        #expect(self.recorder.calls.map(\.opName) == ["scripted.embeddings.create", "embedding"])
        #expect(self.recorder.calls[1].summary["usage"]?["loom-1"]?["prompt_tokens"]?.integer == 3)
        let missing = await gateway.respond(to: self.post("/v1/embeddings", #"{"model":"loom-1"}"#))
        #expect(missing.status == 400)
        #expect(try await self.json(missing)["error"]?["param"]?.string == "input")
    }

    @Test func `models are the upstream's and the demo`() async throws {
        let (gateway, _) = self.gateway([]) {
            let texts = [#"{"id":"org/loom-2","object":"model","x":1.0}"#, #"{"id":"demo"}"#]
            return try texts.map { try RawJSON($0) }.compactMap(ModelCard.init(wire:))
        }
        let list = try await self.json(await gateway.respond(to: HTTPRequest(.get, "/v1/models?limit=1")))
        #expect(list["object"]?.string == "list")
        #expect(list["data"]?.elements().compactMap { $0["id"]?.string } == ["org/loom-2", "demo"])
        for name in ["org/loom-2", "org%2Floom-2", "demo"] {
            #expect(await gateway.respond(to: HTTPRequest(.get, "/v1/models/\(name)")).status == 200)
        }
        let unknown = await gateway.respond(to: HTTPRequest(.get, "/v1/models/none"))
        #expect(unknown.status == 404)
        #expect(try await self.json(unknown)["error"]?["code"]?.string == "model_not_found")
    }

    @Test func `demo is there while the upstream is not`() async throws {
        let (gateway, _) = self.gateway([], listModels: { throw ModelError(.unreachable, "the mill is closed") })
        #expect(await gateway.respond(to: HTTPRequest(.get, "/v1/models/demo")).status == 200)
        #expect(await gateway.respond(to: HTTPRequest(.get, "/v1/models/loom-1")).status == 502)
    }

    @Test func `a failure of the upstream's is no fault of ours`() {
        var failure = ModelError(.failed, "the loom broke")
        failure.upstreamStatus = 500
        failure.upstreamType = "server_error"
        #expect(!GatewayFailure(failure).isFault)
        #expect(GatewayFailure(failure).status == 500)
        #expect(GatewayFailure(HTTPError(.closed, "the transport is shut down")).isFault)
        #expect(GatewayFailure(WarpError()).isFault)
        #expect(GatewayFailure(WarpError()).message.contains("log"))
    }

    @Test func `a wrong method names the right one, a wrong route lists the routes`() async throws {
        let (gateway, _) = self.gateway([])
        let wrong = await gateway.respond(to: HTTPRequest(.get, "/v1/chat/completions"))
        #expect(wrong.status == 405)
        #expect(wrong.headers["Allow"] == "POST")
        #expect(await gateway.respond(to: HTTPRequest(.post, "/v1/audio/speech")).status == 404)
    }
}
