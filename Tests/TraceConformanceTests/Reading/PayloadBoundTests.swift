import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// Payloads that one client cannot read in reasonable time.
@Suite struct PayloadBoundTests {
    private static let marker = #"{"_weave":{"error":"<EXCEEDS_LIMITS>"}}"#

    private func answer(inputs: Int, output: Int, userAgent: String?) async throws -> RawJSON {
        let store = InMemoryTraceStore()
        func text(_ count: Int) throws -> RawJSON { try RawJSON("\"\(String(repeating: "w", count: count - 2))\"") }
        let inputs = JSONWriter.object { [value = try? text(inputs - 6)] in $0.member("a", value ?? .null) }
        try await store.record([Call.stub("1", inputs: inputs, output: try text(output))])
        var request = HTTPRequest(
            .post, "/calls/stream_query", headers: ["Content-Type": "application/json"],
            body: .text(#"{"project_id":"mill/looms"}"#))
        request.headers["User-Agent"] = userAgent
        let response = await TraceResponder(store).respond(to: request)
        return try RawJSON(await response.body.collect(upTo: 32 << 20))
    }

    @Test func `Weave's client is told that a payload is too large, the largest one first`() async throws {
        let call = try await self.answer(inputs: 3_600_000, output: 100_000, userAgent: "WeaveTrace/Python 0.0.1")
        #expect(call["inputs"]?.text == Self.marker)
        #expect(call["output"]?.string?.utf8.count == 99_998)
        #expect(call["summary"]?["weave"]?["status"]?.string == "success")
    }

    @Test func `what fits is told whole`() async throws {
        let call = try await self.answer(inputs: 3_600_000, output: 50_000, userAgent: "WeaveTrace/Python 0.0.1")
        #expect(call["inputs"]?["a"]?.string?.utf8.count == 3_599_992)
    }

    @Test func `anybody else is told everything`() async throws {
        for agent in [nil, "curl/8.0", "python-httpx/0.28"] {
            let call = try await self.answer(inputs: 4_000_000, output: 4_000_000, userAgent: agent)
            #expect(call["inputs"]?["a"]?.string?.utf8.count == 3_999_992)
            #expect(call["output"]?.string?.utf8.count == 3_999_998)
        }
    }
}
