import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting

@testable import TreadleCLI

@Suite(.timeLimit(.minutes(1))) struct ServerProbeTests {
    private func answers(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) async throws -> Bool
    {
        let never: @Sendable () async throws -> Void = { try await Task.sleep(for: .seconds(3600)) }
        let url = try #require(BaseURL("http://mill:8080/base/"))
        return try await ServerProbe(ScriptedTransport(answer), patience: never).answers(at: url)
    }

    @Test(arguments: [(200, true), (503, true), (401, true), (404, false), (500, false), (302, false)])
    func `a server is there if it knows its health`(status: Int, isThere: Bool) async throws {
        let found = try await self.answers { request in
            #expect(request.target == "http://mill:8080/base/health")
            return HTTPResponse(status)
        }

        #expect(found == isThere)
    }

    @Test func `a server that cannot be reached is not there`() async throws {
        #expect(try await !self.answers { _ in throw HTTPError(.unreachable, "no thread") })
    }

    @Test func `a server that says nothing is not there`() async throws {
        let url = try #require(BaseURL("http://mill:8080"))
        let probe = ServerProbe(
            ScriptedTransport { _ in
                try await Task.sleep(for: .seconds(3600))
                return HTTPResponse(200)
            }, patience: {})

        #expect(try await !probe.answers(at: url))
    }
}
