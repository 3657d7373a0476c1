import Testing
import TreadleBackend
import TreadleCore
import TreadleHTTP

@Suite struct AccessPolicyTests {
    private func request(
        _ path: String = "/v1/models", peer: String = "127.0.0.1", headers: HTTPFields = ["Host": "localhost:8080"]
    ) -> HTTPRequest {
        let isLoopback = peer == "127.0.0.1" || peer == "::1"
        return HTTPRequest(.get, path, headers: headers, peer: HTTPPeer(address: peer, isLoopback: isLoopback))
    }

    private let keyed = AccessPolicy(apiKeys: [Secret("warp-and-weft"), Secret("second-key")])

    @Test func `without keys this machine is served and others are told what to set`() {
        let policy = AccessPolicy()
        #expect(policy.refusal(of: self.request()) == nil)
        #expect(policy.refusal(of: self.request(peer: "::1")) == nil)
        let refusal = policy.refusal(of: self.request(peer: "10.0.0.7"))
        #expect(refusal?.status == 401)
        #expect(refusal?.message.contains("TREADLE_API_KEYS") == true)
    }

    @Test func `without a known peer nobody is served`() {
        #expect(AccessPolicy().refusal(of: HTTPRequest(.get, "/v1/models"))?.status == 401)
    }

    @Test(
        arguments: [
            ["Authorization": "Bearer warp-and-weft"], ["authorization": "bearer second-key"],
            ["x-api-key": "warp-and-weft"], ["Authorization": "Basic YXBpOndhcnAtYW5kLXdlZnQ="],
        ] as [HTTPFields])
    func `any of the keys opens the door, from anywhere`(headers: HTTPFields) {
        #expect(self.keyed.refusal(of: self.request(peer: "10.0.0.7", headers: headers)) == nil)
    }

    @Test func `a key in the query opens the door too`() {
        #expect(self.keyed.refusal(of: self.request("/ws?a=1&api_key=second-key", headers: [:])) == nil)
        #expect(self.keyed.refusal(of: self.request("/ws?api_key=wrong", headers: [:]))?.status == 401)
    }

    @Test(arguments: ["ab+c/d==", "ab%2Bc%2Fd%3D%3D", "ab%2bc/d%3d="])
    func `a key in the query may be escaped`(text: String) {
        let policy = AccessPolicy(apiKeys: [Secret("ab+c/d==")])
        #expect(policy.refusal(of: self.request("/ws?api_key=\(text)", headers: [:])) == nil)
    }

    @Test(
        arguments: [
            [:], ["Authorization": "Bearer warp-and-wef"], ["Authorization": "Bearer warp-and-weft2"],
            ["Authorization": "warp-and-weft"], ["Authorization": "Basic !!!"], ["Authorization": "Bearer "],
        ] as [HTTPFields])
    func `with keys everything else is refused, on this machine too`(headers: HTTPFields) {
        let refusal = self.keyed.refusal(of: self.request(headers: headers))
        #expect(refusal?.status == 401)
        #expect(refusal?.message.contains("warp") == false)
    }

    @Test func `a health check on this machine needs no key, one from elsewhere does`() {
        #expect(self.keyed.refusal(of: self.request("/health")) == nil)
        #expect(self.keyed.refusal(of: self.request("/traces/health")) == nil)
        #expect(self.keyed.refusal(of: self.request("/traces/server_info"))?.status == 401)
        #expect(self.keyed.refusal(of: self.request("/info"))?.status == 401)
        #expect(self.keyed.refusal(of: self.request("/health", peer: "10.0.0.7"))?.status == 401)
    }

    @Test(arguments: [
        "localhost", "localhost:8080", "127.0.0.1:8080", "127.9.9.9", "[::1]:8080", "a.localhost", "LOCALHOST",
    ])
    func `names of this machine are answered`(host: String) {
        #expect(AccessPolicy().refusal(of: self.request(headers: ["Host": host])) == nil)
    }

    @Test(arguments: ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "128.0.0.1", "[::2]"])
    func `other names are refused without keys, against rebinding`(host: String) {
        #expect(AccessPolicy().refusal(of: self.request(headers: ["Host": host]))?.status == 403)
        #expect(
            AccessPolicy(allowedHosts: [host.lowercased()]).refusal(of: self.request(headers: ["Host": host])) == nil)
    }

    @Test func `with keys any name is answered until names are listed`() {
        let headers: HTTPFields = ["Host": "mill.example", "x-api-key": "second-key"]
        #expect(self.keyed.refusal(of: self.request(headers: headers)) == nil)
        var strict = self.keyed
        strict.allowedHosts = ["other.example"]
        #expect(strict.refusal(of: self.request(headers: headers))?.status == 403)
        strict.allowedHosts = ["mill.example"]
        #expect(strict.refusal(of: self.request(headers: headers)) == nil)
    }

    @Test func `a page of another site may not call, one of our own may`() {
        let policy = AccessPolicy(allowedOrigins: ["https://app.example", "null"])
        func status(_ origin: String) -> Int? {
            policy.refusal(of: self.request(headers: ["Host": "localhost:8080", "Origin": origin]))?.status
        }
        #expect(status("http://localhost:8080") == nil)
        #expect(status("https://app.example") == nil)
        #expect(status("null") == nil)
        #expect(status("http://localhost:3000") == 403)
        #expect(status("https://evil.example") == 403)
        #expect(
            AccessPolicy().refusal(of: self.request(headers: ["Host": "localhost", "Origin": "null"]))?.status == 403)
    }
}
