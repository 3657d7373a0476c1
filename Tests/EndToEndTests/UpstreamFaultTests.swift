import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace

@Suite(.timeLimit(.minutes(2))) struct UpstreamFaultTests {
    private let whole = #"{"model":"loom-1","messages":[{"role":"user","content":"hi"}]}"#
    private var streamed: String { self.whole.dropLast() + #","stream":true}"# }

    private func chunk(_ text: String) -> String {
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"},\"finish_reason\":null}]}\n\n"
    }

    private let end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"

    /// What a client gets that asks for a stream.
    private func text(_ treadle: RunningTreadle) async throws -> String {
        let response = try await treadle.post("/v1/chat/completions", self.streamed)
        return String(decoding: try await response.body.collect(upTo: 64 << 20), as: UTF8.self)
    }

    @Test(arguments: [(401, 401), (429, 429), (500, 500), (503, 503)])
    func `a refusal keeps its status, whole and streamed`(given: Int, told: Int) async throws {
        try await Upstream.with { _ in
            HTTPResponse(
                given, headers: ["Content-Type": "application/json", "Retry-After": "7"],
                body: .text(#"{"error":{"message":"key sk-shuttle-and-loom","type":"t"}}"#))
        } _: { settings in
            try await RunningTreadle.with(settings) { treadle in
                for body in [self.whole, self.streamed] {
                    let answer = try await treadle.chat(body)
                    #expect(answer.status == told)
                    #expect(answer.headers["Retry-After"] == "7")
                    #expect(answer.json["error"]?["message"]?.string?.isEmpty == false)
                    if given == 401 { #expect(!answer.json.text.contains("sk-shuttle")) }
                }
                #expect(try await treadle.calls().filter { $0.exception != nil }.count == 4)
            }
        }
    }

    @Test func `a host that refuses connections is 502 and named`() async throws {
        let settings = ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_API_KEY": "sk-shuttle-and-loom"]
        try await RunningTreadle.with(settings) { treadle in
            let answer = try await treadle.chat(self.whole)
            #expect(answer.status == 502)
            #expect(answer.json["error"]?["message"]?.string?.contains("127.0.0.1:1") == true)
        }
    }

    @Test func `a stream that is no JSON ends with an error and without DONE`() async throws {
        try await Upstream.with { _ in
            Upstream.stream(ScriptedBodyStream([.part(self.chunk("Wa")), .part("data: {oops\n\n"), .part(self.end)]))
        } _: { settings in
            try await RunningTreadle.with(settings) { treadle in
                let text = try await self.text(treadle)
                #expect(text.hasPrefix(self.chunk("Wa")))
                #expect(text.contains(#"data: {"error":"#))
                #expect(!text.contains("[DONE]"))
            }
        }
    }

    @Test func `a character cut over two parts arrives whole`() async throws {
        let bytes = Array((self.chunk("wärp 🧵") + self.end).utf8)
        try await Upstream.with { _ in
            Upstream.stream(ScriptedBodyStream(bytes.map { .bytes([$0]) }))
        } _: { settings in
            try await RunningTreadle.with(settings) { treadle in
                let text = try await self.text(treadle)
                #expect(text.utf8.elementsEqual(bytes))
                let calls = try await treadle.calls()
                #expect(calls.count == 2)
                #expect(calls.allSatisfy { $0.output?.text.contains("wärp 🧵") == true })
            }
        }
    }

    @Test func `an answer of 10 MB arrives whole and is in the trace`() async throws {
        let long = String(repeating: "warp and weft ", count: 10 << 20 / 14)
        let answer = #"{"choices":[{"message":{"content":"\#(long)"}}]}"#
        try await Upstream.with { _ in
            .json(RawJSON(unchecked: Array(answer.utf8)[...]))
        } _: { settings in
            try await RunningTreadle.with(settings) { treadle in
                #expect(try await treadle.chat(self.whole).json.bytes.elementsEqual(answer.utf8))
                let calls = try await treadle.calls()
                #expect(calls.count == 2)
                #expect(calls.allSatisfy { $0.output?.bytes.count == answer.utf8.count })
            }
        }
    }

    @Test func `a host that dies in the middle is a failure with what had come`() async throws {
        try await Upstream.with { _ in
            Upstream.stream(
                ScriptedBodyStream([.part(self.chunk("Wa")), .failure(HTTPError(.brokenOff, "the thread tore"))]))
        } _: { settings in
            try await RunningTreadle.with(settings) { treadle in
                let text = try await self.text(treadle)
                #expect(text.contains(#""type":"upstream_error""#))
                #expect(!text.contains("[DONE]"))
                let calls = try await treadle.calls()
                #expect(calls.count == 2)
                #expect(calls.allSatisfy { $0.status == .error && $0.output?.text.contains("Wa") == true })
            }
        }
    }

    @Test func `a host that goes silent is a timeout, before the answer and within it`() async throws {
        try await Upstream.with { request in
            if request.headers["Accept"] != "text/event-stream" {
                _ = try? await ScriptedBodyStream([.stall]).next()
                return HTTPResponse(500)
            }
            return Upstream.stream(ScriptedBodyStream([.part(self.chunk("Wa")), .stall]))
        } _: { settings in
            try await RunningTreadle.with(settings) { treadle in
                #expect(try await treadle.chat(self.whole).status == 504)
                let text = try await self.text(treadle)
                #expect(text.contains(#""type":"timeout_error""#))
            }
        }
    }

    @Test func `a client that goes away ends the upstream request at once, and the trace has what had come`()
        async throws
    {
        let body = ScriptedBodyStream([.part(self.chunk("Wa")), .stall])
        try await Upstream.with { _ in
            Upstream.stream(body)
        } _: { settings in
            try await RunningTreadle.with(settings.merging(["TREADLE_UPSTREAM_TIMEOUT": "60"]) { $1 }) { treadle in
                let response = try await treadle.post("/v1/chat/completions", self.streamed)
                guard case .stream(let answer, _) = response.body else {
                    Issue.record("a stream was expected")
                    return
                }
                _ = try await answer.next()
                await body.waitUntilStalled()
                let start = ContinuousClock.now
                answer.cancel()
                while !body.isCancelled { try await Task.sleep(for: .milliseconds(1)) }
                #expect(ContinuousClock.now - start < .milliseconds(100))
                var calls: [Call] = []
                while calls.count < 2 { calls = try await treadle.calls() }
                #expect(calls.allSatisfy { $0.isCancelled && $0.output?.text.contains("Wa") == true })
            }
        }
    }
}
