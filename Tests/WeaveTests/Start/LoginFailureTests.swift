import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTracing

@testable import Weave

@Suite(.timeLimit(.minutes(1))) struct LoginFailureTests {
    /// Starts against a server that answers like this, and expects it to fail.
    private func failure(
        _ project: String = "mill/looms", key: String? = "warp-and-weft", clock: any Clock<Duration> = ImpatientClock(),
        answering answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse?
    ) async throws -> WeaveError {
        let mill = Mill(answer)
        let opener = try SessionOpener(project, to: .mill(key), mill.options(clock: clock))
        let error = try await #require(throws: WeaveError.self) { try await opener.open() }
        #expect(error.message.hasPrefix("Failed to initialize Weave: "))
        #expect(error.description == error.message)
        #expect(!error.message.contains("warp-and-weft"))
        #expect(mill.lines.all == ["closed"])
        return error
    }

    private func graphQL(_ body: String, status: Int = 200) -> @Sendable (HTTPRequest) async throws -> HTTPResponse? {
        { request in request.target.hasSuffix("/graphql") ? .json(try RawJSON(body), status: status) : nil }
    }

    @Test func `a server that is not there`() async throws {
        struct Refused: Error, CustomStringConvertible { var description: String { "libcurl status 7: refused" } }
        let error = try await self.failure { _ in
            throw HTTPError(.unreachable, "mill.example:8080 does not accept connections", cause: Refused())
        }
        #expect(error.code == .unreachable)
        #expect(error.message.contains("mill.example:8080 does not accept connections (libcurl status 7: refused)"))
        #expect(error.message.contains("Check that the server runs, and the URL given to start."))
        #expect(error.cause is HTTPError)
    }

    @Test func `a server that does not answer`() async throws {
        let clock = TestClock()
        let mill = Mill { _ in
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
        let opener = try SessionOpener("mill/looms", to: .mill(), mill.options(clock: clock))
        let start = Task { try await opener.open() }
        var sleeps = clock.sleeps.makeAsyncIterator()
        #expect(await sleeps.next() == .seconds(10))
        clock.advance(by: .seconds(10))
        let error = await #expect(throws: WeaveError.self) { try await start.value }
        #expect(error?.code == .timedOut)
        #expect(error?.message.contains("http://mill.example:8080 did not answer within 10.0 seconds") == true)
        #expect(error?.message.contains("options.startTimeout") == true)
    }

    @Test func `a server that wants a key, and there is none`() async throws {
        let error = try await self.failure(key: nil) { _ in HTTPResponse(401) }
        #expect(error.code == .keyMissing)
        #expect(error.message.contains("http://mill.example:8080 wants an API key"))
        #expect(error.message.contains("give start an apiKey, or put it into ~/.netrc"))
        #expect(error.message.contains("machine mill.example:8080"))
    }

    @Test(arguments: [401, 403]) func `a server that does not accept the key`(status: Int) async throws {
        let error = try await self.failure { _ in
            .json(try RawJSON(#"{"reason":"no such key: warp-and-weft"}"#), status: status)
        }
        #expect(error.code == .keyRefused)
        #expect(error.message.contains("does not accept the API key (the key given to start)."))
    }

    @Test func `a server that knows nobody by the key`() async throws {
        let error = try await self.failure("looms", answering: self.graphQL(#"{"data":{"viewer":null}}"#))
        #expect(error.code == .keyRefused)
    }

    @Test func `a server without a default entity`() async throws {
        let error = try await self.failure(
            "looms", answering: self.graphQL(#"{"data":{"viewer":{"defaultEntity":null}}}"#))
        #expect(error.code == .entityUnknown)
        #expect(error.message.contains("Name the project as \"entity/project\", or set WANDB_ENTITY."))
    }

    @Test func `a project that the key may not make`() async throws {
        let refusal =
            #"{"data":null,"errors":[{"message":"permission denied","extensions":{"code":"PERMISSION_ERROR"}}]}"#
        let error = try await self.failure(answering: self.graphQL(refusal))
        #expect(error.code == .projectForbidden)
        #expect(error.message.contains("the project mill/looms cannot be used or made: \"permission denied\"."))

        let withStatus = try await self.failure(answering: self.graphQL(refusal, status: 403))
        #expect(withStatus.code == .projectForbidden)

        let anonymous = try await self.failure(key: nil, answering: self.graphQL(refusal))
        #expect(anonymous.code == .keyMissing)
    }

    @Test func `a project that is neither there nor made`() async throws {
        let error = try await self.failure(answering: self.graphQL(#"{"data":{"project":null,"upsertModel":null}}"#))
        #expect(error.code == .projectForbidden)
    }

    @Test func `an error of the server's that is not about permission`() async throws {
        let error = try await self.failure(
            answering: self.graphQL(#"{"errors":[{"message":"the looms are\njammed"}]}"#))
        #expect(error.code == .serverFailed)
        #expect(error.message.contains("\"the looms are jammed\""))
    }

    @Test(arguments: [301, 404, 405]) func `something that is no Weave server`(status: Int) async throws {
        let error = try await self.failure { _ in HTTPResponse(status) }
        #expect(error.code == .notATraceServer)
        #expect(error.message.contains("http://mill.example:8080/traces/server_info answered with status \(status)"))
        #expect(error.message.contains("Check the URL given to start"))
    }

    @Test(arguments: ["<html>looms</html>", "[]", #"{"looms":4}"#])
    func `something that answers anything`(body: String) async throws {
        let error = try await self.failure { _ in HTTPResponse(200, body: .text(body)) }
        #expect(error.code == .notATraceServer)
        #expect(error.message.contains("did not answer as Weave's API does"))
    }

    @Test func `something that is not even HTTP`() async throws {
        let error = try await self.failure { _ in throw HTTPError(.malformed, "mill.example:8080 sent noise") }
        #expect(error.code == .notATraceServer)
    }

    @Test(arguments: [429, 500, 502, 503]) func `a server that fails is asked thrice`(status: Int) async throws {
        let mill = Mill { _ in HTTPResponse(status) }
        let opener = try SessionOpener("mill/looms", to: .mill(), mill.options(clock: ImpatientClock()))
        let error = await #expect(throws: WeaveError.self) { try await opener.open() }
        #expect(error?.code == .serverFailed)
        #expect(error?.message.contains("answered with status \(status)") == true)
        #expect(mill.transport.requests.count == 3)
    }

    @Test func `the hosted server is not asked without a key`() async throws {
        let mill = Mill()
        let opener = try SessionOpener("mill/looms", to: .environment, mill.options())
        let error = await #expect(throws: WeaveError.self) { try await opener.open() }
        #expect(error?.code == .keyMissing)
        #expect(error?.message.contains("set WANDB_API_KEY, or put it into ~/.netrc") == true)
        #expect(error?.message.contains("get one at https://wandb.ai/authorize") == true)
        #expect(mill.transport.requests.isEmpty)
    }

    @Test(arguments: ["", " ", "mill/", "/looms", "a/b/c", "lo\noms"]) func `no project's name`(name: String) {
        let error = #expect(throws: WeaveError.self) { try SessionOpener(name, to: .disabled, Mill().options()) }
        #expect(error?.code == .invalidConfiguration)
    }

    @Test(arguments: ["", "mill.example", "ftp://mill.example", "http://warp:weft@mill.example"])
    func `no URL of a server`(url: String) {
        let error = #expect(throws: WeaveError.self) { try SessionOpener("looms", to: .url(url), Mill().options()) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("weft") == false)
    }

    @Test func `going on untraced says the same in the log`() async throws {
        let mill = Mill { _ in throw HTTPError(.unreachable, "the mill is closed") }
        var options = mill.options()
        options.whenUnavailable = .goOnUntraced
        let session = try await SessionOpener("mill/looms", to: .mill(), options).open()
        #expect(!session.isEnabled)
        #expect(mill.lines.all.first == "closed")
        #expect(mill.lines.all.last?.hasPrefix("error: Failed to initialize Weave: ") == true)
    }
}

/// A clock whose short sleeps are over at once, and whose long ones never are.
private struct ImpatientClock: Clock {
    typealias Instant = ContinuousClock.Instant
    var now: Instant { ContinuousClock().now }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        if self.now.duration(to: deadline) > .seconds(5) { try await ContinuousClock().sleep(until: deadline) }
    }
}
