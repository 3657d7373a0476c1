import Testing
import TreadleCore
import TreadleHTTP
import TreadleModels
import TreadleTesting

@testable import TreadleModelsOpenAI

@Suite struct OpenAIModelTests {
    private func model(_ transport: ScriptedTransport, asksForUsage: Bool = true) -> OpenAIModel {
        OpenAIModel(
            host: OpenAIHost(
                baseURL: "https://mill.example/v1/", apiKey: Secret("sk-shuttle"), asksForUsage: asksForUsage),
            transport: transport)
    }

    private func request(_ text: String) throws -> ChatRequest { try ChatRequest(wire: try RawJSON(text)) }

    private let question = #"{"model":"loom-1","messages":[{"role":"user","content":"hi"}],"x":1.50}"#

    @Test func `a request goes out as the bytes it came in, with the key`() async throws {
        let answer = ChatCompletion.stub()
        let transport = ScriptedTransport { _ in .json(answer.wire) }
        let completion = try await self.model(transport).complete(try self.request(self.question))

        #expect(completion.wire == answer.wire)
        let sent = try #require(transport.requests.first)
        #expect(sent.target == "https://mill.example/v1/chat/completions")
        #expect(sent.headers["Authorization"] == "Bearer sk-shuttle")
        #expect(try await sent.body.collect(upTo: 1000).elementsEqual(self.question.utf8))
    }

    @Test func `a whole answer is asked for whole`() async throws {
        let transport = ScriptedTransport { _ in .json(ChatCompletion.stub().wire) }
        var request = try self.request(self.question)
        request.set([("stream", RawJSON(boolean: true)), ("stream_options", .emptyObject)])
        _ = try await self.model(transport).complete(request)
        #expect(try await transport.requests[0].body.collect(upTo: 1000).elementsEqual(self.question.utf8))
    }

    @Test func `a stream asks for its usage without losing other options`() async throws {
        let transport = ScriptedTransport { _ in
            HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .text("data: [DONE]\n\n"))
        }
        var request = try self.request(self.question)
        request.set([("stream_options", try RawJSON(#"{"include_obfuscation":false}"#))])
        _ = try await self.model(transport).stream(request)
        let body = try RawJSON(try await transport.requests[0].body.collect(upTo: 1000))
        #expect(body["stream"]?.boolean == true)
        #expect(body["stream_options"]?.text == #"{"include_obfuscation":false,"include_usage":true}"#)
        #expect(body["x"]?.text == "1.50")
    }

    @Test func `a stream is asked as it is where usage is not wanted`() async throws {
        let transport = ScriptedTransport { _ in
            HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .text("data: [DONE]\n\n"))
        }
        _ = try await self.model(transport, asksForUsage: false).stream(try self.request(self.question))
        let body = try RawJSON(try await transport.requests[0].body.collect(upTo: 1000))
        #expect(body["stream_options"] == nil)
    }

    @Test(arguments: [
        (400, ModelError.Code.invalidRequest), (401, .unauthorized), (403, .unauthorized), (404, .unknownModel),
        (422, .invalidRequest), (429, .rateLimited), (500, .failed), (503, .failed), (504, .timedOut),
    ])
    func `a refusal becomes an error that knows the status`(status: Int, code: ModelError.Code) async throws {
        let transport = ScriptedTransport { _ in
            .json(
                try RawJSON(#"{"error":{"message":"no","type":"t","param":"p","code":"c"}}"#), status: status,
                headers: ["Retry-After": "2.5", "x-request-id": "req-7"])
        }
        let error = await #expect(throws: ModelError.self) {
            try await self.model(transport).complete(try self.request(self.question))
        }
        #expect(error?.code == code)
        #expect(error?.upstreamStatus == status)
        #expect(error?.upstreamType == "t")
        #expect(error?.upstreamCode == "c")
        #expect(error?.parameter == "p")
        #expect(error?.requestID == "req-7")
        #expect(error?.retryAfter == .milliseconds(2500))
    }

    @Test func `a refused key is not quoted`() async throws {
        let transport = ScriptedTransport { _ in
            .json(try RawJSON(#"{"error":{"message":"Incorrect API key provided: sk-shu***tle"}}"#), status: 401)
        }
        let error = await #expect(throws: ModelError.self) {
            try await self.model(transport).complete(try self.request(self.question))
        }
        #expect(error?.message.contains("sk-") == false)
        #expect(error?.message.contains("OPENAI_API_KEY") == true)
    }

    @Test(arguments: [400, 403, 404, 429, 500])
    func `the key is not told, whatever refusal quotes it`(status: Int) async throws {
        let transport = ScriptedTransport { _ in
            .json(try RawJSON(#"{"error":{"message":"bad header Bearer sk-shuttle, sk-shuttle"}}"#), status: status)
        }
        let error = await #expect(throws: ModelError.self) {
            try await self.model(transport).complete(try self.request(self.question))
        }
        #expect(error?.message == "bad header Bearer •••, •••")
    }

    @Test(arguments: ["<html>", "[1]", "", "{"])
    func `an answer that is no JSON object is malformed`(body: String) async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(200, body: .text(body)) }
        let error = await #expect(throws: ModelError.self) {
            try await self.model(transport).complete(try self.request(self.question))
        }
        #expect(error?.code == .malformedAnswer)
    }

    @Test func `a failed exchange becomes a model's error, a cancellation stays one`() async throws {
        let unreachable = ScriptedTransport { _ in throw HTTPError(.unreachable, "nobody at mill.example") }
        let error = await #expect(throws: ModelError.self) {
            try await self.model(unreachable).complete(try self.request(self.question))
        }
        #expect(error?.code == .unreachable)
        let cancelled = ScriptedTransport { _ in throw CancellationError() }
        await #expect(throws: CancellationError.self) {
            try await self.model(cancelled).complete(try self.request(self.question))
        }
    }

    @Test func `a stream that is answered as something else is malformed, and its body given up`() async throws {
        let body = ScriptedBodyStream([.part("{}")])
        let transport = ScriptedTransport { _ in
            HTTPResponse(200, headers: ["Content-Type": "application/json"], body: .stream(body))
        }
        let error = await #expect(throws: ModelError.self) {
            _ = try await self.model(transport).stream(try self.request(self.question))
        }
        #expect(error?.code == .malformedAnswer)
        #expect(body.isCancelled)
    }

    @Test func `giving up a stream gives up its body and tells what had come`() async throws {
        let body = ScriptedBodyStream([
            .part("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Wa\"}}]}\n\n"), .stall,
        ])
        let transport = ScriptedTransport { _ in
            HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .stream(body))
        }
        let stream = try await self.model(transport).stream(try self.request(self.question))
        _ = await stream.next()
        async let last = stream.next()
        await body.waitUntilStalled()
        #expect(stream.cancel()?.text == "Wa")
        guard case .cancelled(let partial) = await last else {
            Issue.record("the terminal event must be cancelled")
            return
        }
        #expect(partial.text == "Wa")
        #expect(body.isCancelled)
        #expect(await stream.next() == nil)
    }

    @Test func `a body that breaks fails the stream`() async throws {
        let body = ScriptedBodyStream([.failure(HTTPError(.timedOut, "silent for 60 s"))])
        let transport = ScriptedTransport { _ in
            HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .stream(body))
        }
        let stream = try await self.model(transport).stream(try self.request(self.question))
        guard case .failed(let error, _) = await stream.next() else {
            Issue.record("it must have failed")
            return
        }
        #expect(error.code == .timedOut)
    }
}
