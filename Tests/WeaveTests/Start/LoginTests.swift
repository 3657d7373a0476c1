import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting

@testable import Weave

@Suite struct LoginTests {
    @Test func `a project that is missing is made, and has the name that the server gives it`() async throws {
        let mill = Mill { request in
            guard request.target.hasSuffix("/graphql") else { return nil }
            let body = try RawJSON(await request.body.collect(upTo: 1 << 20))
            if body["query"]?.string?.hasPrefix("query Project") == true {
                #expect(body["variables"]?.text == #"{"entityName":"mill","name":"my looms"}"#)
                return .json(try RawJSON(#"{"data":{"project":null}}"#))
            }
            #expect(body["variables"]?.text == #"{"name":"my looms","entity":"mill"}"#)
            return .json(try RawJSON(#"{"data":{"upsertModel":{"model":{"name":"my-looms","description":null}}}}"#))
        }
        let session = try await SessionOpener("mill/my looms", to: .mill(), mill.options()).open()
        #expect(session.project == "mill/my-looms")
        #expect(session.url == "http://mill.example:8080/mill/my-looms/weave")
        #expect(try await mill.operations() == ["Project", "UpsertModel"])
        await session.finish()
    }

    @Test func `a project that need not be there is not asked for`() async throws {
        let mill = Mill()
        var options = mill.options()
        options.ensuresProjectExists = false
        options.showsLink = false
        let session = try await SessionOpener("mill/looms", to: .mill(), options).open()
        #expect(session.project == "mill/looms")
        #expect(mill.paths == ["/traces/server_info"])
        #expect(mill.lines.all.isEmpty)
        await session.finish()
    }

    @Test func `the key goes with every request, as Weave's clients send it`() async throws {
        let mill = Mill()
        let session = try await SessionOpener("looms", to: .mill("warp"), mill.options()).open()
        session.tracer.withCall("weave_cloth") { _ in }
        await session.finish()
        let keys = mill.transport.requests.map { $0.headers["Authorization"] }
        #expect(keys.count == 4)
        #expect(Set(keys) == ["Basic YXBpOndhcnA="])
    }

    @Test func `the link can be kept off`() async throws {
        let mill = Mill()
        let options = mill.options(["WEAVE_SILENT": "1"])
        let session = try await SessionOpener("mill/looms", to: .mill(), options).open()
        #expect(mill.lines.all.isEmpty)
        await session.finish()
    }
}
