import Testing
import TreadleBackend
import TreadleCore
import TreadleHTTP

@Suite struct StatusResponderTests {
    private let router = Router([
        Router.Route(
            StatusResponder(health: { JSONWriter.object { $0.member("status", "ok") } }, info: .emptyObject),
            handles: StatusResponder.handles)
    ])

    @Test func `health and info are JSON, the root is words`() async throws {
        let health = await self.router.respond(to: HTTPRequest(.get, "/health?verbose=1"))
        #expect(try await health.body.collect(upTo: 100).elementsEqual(#"{"status":"ok"}"#.utf8))
        #expect(await self.router.respond(to: HTTPRequest(.head, "/info")).status == 200)
        let root = await self.router.respond(to: HTTPRequest(.get, "/"))
        #expect(String(decoding: try await root.body.collect(upTo: 5000), as: UTF8.self).contains("treadle calls"))
    }

    @Test func `other methods and other paths are refused`() async {
        #expect(await self.router.respond(to: HTTPRequest(.post, "/health")).status == 405)
        #expect(await self.router.respond(to: HTTPRequest(.get, "/nowhere")).status == 404)
    }
}
