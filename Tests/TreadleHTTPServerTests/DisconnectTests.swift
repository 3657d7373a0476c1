import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct DisconnectTests {
    private static let request = "GET / HTTP/1.1\r\nHost: mill\r\n\r\n"

    /// How a client can go away.
    enum Leaving: CaseIterable {
        case close, reset

        func leave(_ client: RawClient) {
            switch self {
            case .close: client.close()
            case .reset: client.reset()
            }
        }
    }

    /// How long something takes when the machine is not busy with something else, which in a test run it may be.
    private static func quickest(_ body: () async throws -> Duration) async throws -> Duration {
        var quickest = try await body()
        for _ in 0..<4 where quickest >= .milliseconds(100) { quickest = min(quickest, try await body()) }
        return quickest
    }

    @Test(arguments: Leaving.allCases)
    func `a client that leaves before the head cancels the responder at once`(leaving: Leaving) async throws {
        #expect(try await Self.quickest { try await Self.leaveBeforeHead(leaving) } < .milliseconds(100))
    }

    private static func leaveBeforeHead(_ leaving: Leaving) async throws -> Duration {
        let (started, ended) = (Event(), Event())
        return try await withServer(answer: { _ in
            await withTaskCancellationHandler {
                started.fire()
                await untilCancelled()
            } onCancel: {
                ended.fire()
            }
            return .text("too late")
        }) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            #expect(started.wait() != nil)
            let left = ContinuousClock.now
            leaving.leave(client)
            let end = try #require(ended.wait())
            #expect(eventually { server.httpConnectionCount == 0 })
            return left.duration(to: end)
        }
    }

    @Test(arguments: Leaving.allCases)
    func `a client that leaves a quiet stream cancels it at once`(leaving: Leaving) async throws {
        #expect(try await Self.quickest { try await Self.leaveQuietStream(leaving) } < .milliseconds(100))
    }

    private static func leaveQuietStream(_ leaving: Leaving) async throws -> Duration {
        let waiting = Event()
        let body = ScriptedBody { number in
            if number == 0 { return Array("data: pick\n\n".utf8)[...] }
            waiting.fire()
            await untilCancelled()
            throw CancellationError()
        }
        return try await withServer(answer: { _ in HTTPResponse(200, body: .stream(body)) }) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            _ = try client.head()
            #expect(try client.chunk().map { String(decoding: $0, as: UTF8.self) } == "data: pick\n\n")
            #expect(waiting.wait() != nil)
            let left = ContinuousClock.now
            leaving.leave(client)
            let end = try #require(body.onCancel.wait())
            #expect(body.cancelled.withLock { $0 } == 1)
            #expect(eventually { server.httpConnectionCount == 0 })
            return left.duration(to: end)
        }
    }

    @Test func `a client that leaves while it is written to cancels the stream`() async throws {
        #expect(try await Self.quickest { try await Self.leaveBusyStream() } < .milliseconds(100))
    }

    private static func leaveBusyStream() async throws -> Duration {
        let part = [UInt8](repeating: 119, count: 50_000)[...]
        let body = ScriptedBody { _ in part }
        return try await withServer(answer: { _ in HTTPResponse(200, body: .stream(body)) }) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            _ = try client.head()
            _ = try client.receive(exactly: 200_000)
            let left = ContinuousClock.now
            client.close()
            let end = try #require(body.onCancel.wait())
            #expect(body.cancelled.withLock { $0 } == 1)
            return left.duration(to: end)
        }
    }

    @Test func `a client that leaves within its body fails the reader`() async throws {
        let failure = Recorded<String?>(nil)
        let ended = Event()
        try await withServer(answer: { request in
            do {
                if case .stream(let stream, _) = request.body { while try await stream.next() != nil {} }
            } catch {
                failure.value.withLock { $0 = (error as? HTTPError)?.code.description }
                ended.fire()
            }
            return .text("read")
        }) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 200000\r\n\r\n")
            try client.send([UInt8](repeating: 119, count: 100_000))
            client.close()
            #expect(ended.wait() != nil)
            #expect(failure.value.withLock { $0 } == "brokenOff")
        }
    }

    @Test func `a stream that was read to its end is not cancelled`() async throws {
        let body = ScriptedBody { $0 < 5 ? Array("warp".utf8)[...] : nil }
        try await withServer(answer: { _ in HTTPResponse(200, body: .stream(body)) }) { server in
            let client = try RawClient(port: server.port)
            #expect(try client.request(Self.request).body.count == 20)
            client.close()
            #expect(eventually { server.httpConnectionCount == 0 })
        }
        #expect(body.cancelled.withLock { $0 } == 0)
        #expect(body.asked.withLock { $0 } == 6)
    }

    @Test func `a stream that throws breaks the connection off`() async throws {
        let body = ScriptedBody { number in
            if number > 0 { throw HTTPError(.brokenOff, "the upstream is gone") }
            return Array("warp".utf8)[...]
        }
        try await withServer(answer: { _ in HTTPResponse(200, body: .stream(body)) }) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            _ = try client.head()
            _ = try client.chunk()
            // No last chunk: a client can tell it from a whole answer.
            #expect(try client.rest().isEmpty)
        }
        #expect(body.cancelled.withLock { $0 } == 0)
    }

    @Test(arguments: ["HEAD /", "GET /204", "GET /304"])
    func `a stream that is not needed is cancelled`(start: String) async throws {
        let body = ScriptedBody { _ in Array("warp".utf8)[...] }
        try await withServer(answer: { request in
            HTTPResponse(Int(request.path.dropFirst()) ?? 200, body: .stream(body))
        }) { server in
            let client = try RawClient(port: server.port)
            let response = try client.request("\(start) HTTP/1.1\r\nHost: mill\r\n\r\n", hasBody: false)
            #expect(response.headers["Transfer-Encoding"] == nil)
            #expect(response.headers["Content-Length"] == nil)
            #expect(try client.rest().isEmpty)
            #expect(body.onCancel.wait() != nil)
        }
        #expect(body.asked.withLock { $0 } == 0)
    }

    @Test func `a client that leaves with its request in one packet is not kept`() async throws {
        try await withServer({ $0.idleTimeout = .seconds(60) }) { server in
            for request in [Self.request, "GET / HT", Self.request + Self.request, ""] {
                let client = try RawClient(port: server.port)
                try client.send(request)
                client.close()
            }
            #expect(eventually { server.httpConnectionCount == 0 })
        }
    }

    @Test func `a client that closes one direction only gets its answer`() async throws {
        try await withServer(answer: { _ in .text("warp") }) { server in
            for _ in 0..<20 {
                let client = try RawClient(port: server.port)
                try client.send(Self.request)
                client.shutdownWriting()
                #expect(try client.response().text == "warp")
            }
        }
    }

    @Test func `a stream longer than it said is cancelled, a shorter one breaks the connection off`() async throws {
        let long = ScriptedBody { _ in Array("warp".utf8)[...] }
        try await withServer(answer: { request in
            let short = ScriptedBody { $0 == 0 ? Array("warp".utf8)[...] : nil }
            return HTTPResponse(200, body: .stream(request.path == "/long" ? long : short, length: 10))
        }) { server in
            let client = try RawClient(port: server.port)
            #expect(try client.request("GET /long HTTP/1.1\r\nHost: mill\r\n\r\n").text == "warpwarpwa")
            #expect(long.onCancel.wait() != nil)
            try client.send("GET /short HTTP/1.1\r\nHost: mill\r\n\r\n")
            _ = try client.head()
            #expect(try client.rest() == Array("warp".utf8))
        }
    }
}
