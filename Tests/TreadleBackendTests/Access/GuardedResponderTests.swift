import Testing
import TreadleBackend
import TreadleCore
import TreadleHTTP

@Suite struct GuardedResponderTests {
    private struct Echo: HTTPResponder {
        func respond(to request: HTTPRequest) async -> HTTPResponse { .text("served") }
    }

    private let guarded = GuardedResponder(
        Echo(), policy: AccessPolicy(apiKeys: [Secret("warp-and-weft")], allowedOrigins: ["https://app.example"]))

    private func request(_ method: HTTPMethod, _ headers: HTTPFields) -> HTTPRequest {
        HTTPRequest(
            method, "/v1/models", headers: headers, peer: HTTPPeer(address: "127.0.0.1", isLoopback: true))
    }

    @Test func `a preflight of a listed page is answered without a key`() async {
        let response = await self.guarded.respond(
            to: self.request(
                .options,
                [
                    "Origin": "https://app.example", "Access-Control-Request-Method": "POST",
                    "Access-Control-Request-Headers": "authorization,content-type",
                ]))
        #expect(response.status == 204)
        #expect(response.headers["Access-Control-Allow-Origin"] == "https://app.example")
        #expect(response.headers["Access-Control-Allow-Headers"] == "authorization,content-type")
    }

    @Test func `a listed page may read answers, refusals too`() async {
        let refused = await self.guarded.respond(to: self.request(.get, ["Origin": "https://app.example"]))
        #expect(refused.status == 401)
        #expect(refused.headers["WWW-Authenticate"] == "Bearer")
        #expect(refused.headers["x-treadle-overhead-ms"].flatMap(Double.init) != nil)
        #expect(refused.headers["Access-Control-Allow-Origin"] == "https://app.example")
        let served = await self.guarded.respond(
            to: self.request(.get, ["Origin": "https://app.example", "x-api-key": "warp-and-weft"]))
        #expect(served.status == 200)
        #expect(served.headers["Access-Control-Expose-Headers"]?.contains("x-treadle-call-id") == true)
    }

    @Test func `a refusal has the shape that the path's clients read`() async throws {
        let guarded = GuardedResponder(Echo(), policy: AccessPolicy(apiKeys: [Secret("warp-and-weft")])) {
            HTTPResponse($0.status, body: .text("\($1): \($0.message)"))
        }
        let response = await guarded.respond(to: self.request(.get, ["x-api-key": "wrong-key"]))
        #expect(response.status == 401)
        let text = String(decoding: try await response.body.collect(upTo: 1000), as: UTF8.self)
        #expect(text == "/v1/models: the API key is not one of this server's")
    }

    @Test func `without a page no CORS field is sent, and a strange page gets none`() async {
        let plain = await self.guarded.respond(to: self.request(.get, ["x-api-key": "warp-and-weft"]))
        #expect(plain.status == 200)
        #expect(plain.headers["Access-Control-Allow-Origin"] == nil)
        let strange = await self.guarded.respond(
            to: self.request(
                .options,
                ["Host": "localhost", "Origin": "https://evil.example", "Access-Control-Request-Method": "POST"]))
        #expect(strange.status == 403)
        #expect(strange.headers["Access-Control-Allow-Origin"] == nil)
    }
}
