import Testing
import TreadleBackend
import TreadleCore
import TreadleHTTP

@Suite struct CallerDirectoryTests {
    private func request(_ headers: HTTPFields) -> HTTPRequest {
        HTTPRequest(
            .post, "/calls/query", headers: headers, peer: HTTPPeer(address: "127.0.0.1", isLoopback: true))
    }

    @Test func `without keys everybody is local`() {
        let callers = CallerDirectory(policy: AccessPolicy())
        #expect(callers.name(of: self.request([:])) == "local")
        #expect(callers.name(of: self.request(["x-api-key": "anything"])) == "local")
    }

    @Test func `a key has one name, however it is sent and wherever it stands among the others`() {
        let callers = CallerDirectory(policy: AccessPolicy(apiKeys: [Secret("warp-and-weft"), Secret("second-key")]))
        let turned = CallerDirectory(policy: AccessPolicy(apiKeys: [Secret("second-key"), Secret("warp-and-weft")]))
        let name = callers.name(of: self.request(["x-api-key": "warp-and-weft"]))
        #expect(name.utf8.count == 16 && name.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(callers.name(of: self.request(["Authorization": "Basic YXBpOndhcnAtYW5kLXdlZnQ="])) == name)
        #expect(turned.name(of: self.request(["Authorization": "Bearer warp-and-weft"])) == name)
        #expect(callers.name(of: self.request(["x-api-key": "second-key"])) != name)
    }

    @Test func `a name is not a plain digest of its key`() {
        let callers = CallerDirectory(policy: AccessPolicy(apiKeys: [Secret("warp-and-weft")]))
        let name = callers.name(of: self.request(["x-api-key": "warp-and-weft"]))
        for text in ["warp-and-weft", "treadle callerwarp-and-weft"] {
            let digest = Digest.sha256(Array(text.utf8)).prefix(8).map { String($0, radix: 16) }.joined()
            #expect(digest != name)
        }
    }

    @Test func `who needed no key is local`() {
        let callers = CallerDirectory(policy: AccessPolicy(apiKeys: [Secret("warp-and-weft")]))
        #expect(callers.name(of: self.request([:])) == "local")
    }
}
