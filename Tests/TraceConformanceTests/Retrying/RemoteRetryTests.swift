import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

struct RemoteRetryTests {
    private static let query = CallQuery(projectID: "mill/looms")

    @Test(arguments: [408, 429, 500, 502, 503, 504])
    func `A passing failure is asked again, after ever longer pauses`(status: Int) async throws {
        let mill = RetryingMill(.status(status), .status(status), .json(#"{"count":3,"has_more":false}"#))
        #expect(try await mill.server.count(of: Self.query).count == 3)
        #expect(mill.pauses == [.milliseconds(500), .seconds(1)])
        #expect(mill.requests.map(\.path).allSatisfy { $0 == "http://mill.example/calls/query_stats" })
        #expect(Set(try await mill.bodies()).count == 1)
    }

    @Test(arguments: [HTTPError.Code.unreachable, .brokenOff, .timedOut])
    func `A connection that fails is made again`(code: HTTPError.Code) async throws {
        let mill = RetryingMill(.failure(code), .json(#"{"count":3,"has_more":false}"#))
        #expect(try await mill.server.count(of: Self.query).count == 3)
        #expect(mill.pauses == [.milliseconds(500)])
    }

    @Test func `An answer that breaks off is asked for again from its start`() async throws {
        let mill = RetryingMill(.broken(#"{"count":"#), .json(#"{"count":3,"has_more":false}"#))
        #expect(try await mill.server.count(of: Self.query).count == 3)
        let rows = RetryingMill(.broken(#"{"id":"row-1","#), .json(""))
        #expect(try await rows.server.calls(matching: Self.query).isEmpty)
        #expect(rows.requests.count == 2)
    }

    @Test(arguments: [400, 401, 403, 404, 409, 413, 422])
    func `A refusal is final`(status: Int) async {
        let mill = RetryingMill(.status(status))
        await #expect(throws: TraceError.self) { try await mill.server.count(of: Self.query) }
        #expect(mill.requests.count == 1 && mill.pauses.isEmpty)
    }

    @Test(arguments: [HTTPError.Code.tlsFailed, .closed, .malformed])
    func `What no second attempt mends is not tried again`(code: HTTPError.Code) async {
        let mill = RetryingMill(.failure(code))
        await #expect(throws: TraceError.self) { try await mill.server.count(of: Self.query) }
        #expect(mill.requests.count == 1)
    }

    @Test func `After the last attempt the error comes as it is`() async {
        let mill = RetryingMill(.status(503), .status(503), .status(502), .json("{}"))
        let error = await #expect(throws: TraceError.self) { try await mill.server.count(of: Self.query) }
        #expect(error?.code == .unavailable && error?.message.contains("502") == true)
        #expect(mill.requests.count == 3)
    }

    @Test func `Without a policy each request is sent once`() async {
        let mill = RetryingMill(.status(503), policy: .none)
        await #expect(throws: TraceError.self) { try await mill.server.count(of: Self.query) }
        #expect(mill.requests.count == 1)
    }

    private static let askedPauses: [(HTTPFields, Duration)] = [
        (["Retry-After": "2"], .seconds(2)), (["Retry-After": "0.25"], .milliseconds(250)),
        (["retry-after-ms": "40", "Retry-After": "2"], .milliseconds(40)),
        (["Retry-After": "Fri, 20 Nov 2026 16:09:38 GMT"], .milliseconds(500)),
        (["Retry-After": "-1"], .milliseconds(500)), (["Retry-After": "60"], .seconds(60)),
    ]

    @Test(arguments: Self.askedPauses)
    func `A pause that the server asks for is kept`(headers: HTTPFields, pause: Duration) async throws {
        let mill = RetryingMill(.status(429, headers), .json(#"{"count":3,"has_more":false}"#))
        #expect(try await mill.server.count(of: Self.query).count == 3)
        #expect(mill.pauses == [pause])
    }

    @Test func `A pause too long to wait for is told instead`() async {
        let mill = RetryingMill(.status(429, ["Retry-After": "61"]))
        let error = await #expect(throws: TraceError.self) { try await mill.server.count(of: Self.query) }
        #expect(error?.retryAfter == .seconds(61) && mill.requests.count == 1)
    }

    @Test func `The server's word on trying again counts more than the status`() async throws {
        let never = RetryingMill(.status(503, ["x-should-retry": "false"]))
        await #expect(throws: TraceError.self) { try await never.server.count(of: Self.query) }
        #expect(never.requests.count == 1)
        let again = RetryingMill(
            .status(409, ["x-should-retry": "true"]), .json(#"{"count":3,"has_more":false}"#))
        #expect(try await again.server.count(of: Self.query).count == 3)
    }

    @Test func `A price is not sent twice where it may have arrived`() async throws {
        let price = ModelPrice(
            id: "", projectID: "mill/looms", model: "loom-1", promptTokenCost: 1, completionTokenCost: 1,
            effectiveDate: Timestamp(microseconds: 0), createdAt: Timestamp(microseconds: 0))
        for answer in [RetryingMill.Answer.status(503), .failure(.brokenOff), .failure(.timedOut), .broken("{")] {
            let mill = RetryingMill(answer)
            await #expect(throws: TraceError.self) { try await mill.server.createPrices([price]) }
            #expect(mill.requests.count == 1)
        }
        for answer in [RetryingMill.Answer.failure(.unreachable), .status(429)] {
            let mill = RetryingMill(answer, .json(#"{"ids":[["a","loom-1"]]}"#))
            #expect(try await mill.server.createPrices([price]) == ["a"])
        }
    }

    @Test func `Feedback is sent again only with an identifier of ours, and a deletion of objects never`() async throws
    {
        let receipt = #"{"res":[{"id":"a","created_at":"2026-11-20T16:09:38Z","wb_user_id":null,"payload":{}}]}"#
        let unnamed = NewFeedback(
            projectID: "mill/looms", weaveRef: "weave:///mill/looms/call/a", feedbackType: "inspection",
            payload: .emptyObject)
        let anonymous = RetryingMill(.status(503), .json(receipt))
        await #expect(throws: TraceError.self) { try await anonymous.server.createFeedback([unnamed]) }
        var feedback = unnamed
        feedback.id = "a"
        let named = RetryingMill(.status(503), .json(receipt))
        let stored = try await named.server.createFeedback([feedback])
        #expect(stored.map(\.id) == ["a"])
        let objects = RetryingMill(.status(503), .json(#"{"num_deleted":1}"#))
        await #expect(throws: TraceError.self) {
            try await objects.server.deleteObject("pattern", versions: nil, in: "mill/looms")
        }
    }

    @Test func `To delete no versions in particular is refused before anybody is asked`() async throws {
        for versions in [[], [String](repeating: "v0", count: 101)] {
            let mill = RetryingMill(.json(#"{"num_deleted":9}"#))
            let error = await #expect(throws: TraceError.self) {
                try await mill.server.deleteObject("pattern", versions: versions, in: "mill/looms")
            }
            #expect(error?.code == .invalidRequest && mill.requests.isEmpty)
        }
    }

    @Test(arguments: ["no key warp-1 here", "got Basic YXBpOndhcnAtMQ=="])
    func `A refusal that repeats the key is not repeated`(reason: String) async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(400, body: .text(#"{"reason":"\#(reason)"}"#)) }
        let server = RemoteTraceServer(
            baseURL: "http://mill.example", apiKey: Secret("warp-1"), transport: transport)
        let error = await #expect(throws: TraceError.self) { try await server.count(of: Self.query) }
        #expect(error?.message.contains("status 400") == true)
        #expect(error.map { "\($0)" }?.contains("warp-1") == false && error?.message.contains("YXBp") == false)
        let authorization = transport.requests.first?.headers["Authorization"]
        #expect(authorization == "Basic YXBpOndhcnAtMQ==")
    }

    @Test func `Cancelling ends the pause between two attempts`() async throws {
        let clock = TestClock()
        let transport = ScriptedTransport { _ in HTTPResponse(503) }
        var options = RemoteTraceServer.Options()
        options.retries = .standard
        let server = RemoteTraceServer(
            baseURL: "http://mill.example", transport: transport, options: options, clock: clock, chance: { 1 })
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await server.count(of: Self.query) }
            var sleeps = clock.sleeps.makeAsyncIterator()
            #expect(await sleeps.next() == .milliseconds(500))
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        #expect(transport.requests.count == 1)
    }

    @Test func `Pauses double up to the longest, and chance spreads them`() {
        let policy = RetryPolicy(attempts: 10)
        let pauses = (1...9).map { policy.pause(afterAttempts: $0, asked: nil, chance: 1) }
        #expect(pauses.map { $0?.components.seconds } == [0, 1, 2, 4, 8, 8, 8, 8, 8])
        #expect(policy.pause(afterAttempts: 10, asked: nil, chance: 1) == nil)
        #expect(policy.pause(afterAttempts: 3, asked: nil, chance: 0.25) == .milliseconds(500))
        #expect(policy.pause(afterAttempts: 3, asked: nil, chance: 0) == .zero)
    }
}
