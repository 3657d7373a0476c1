import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct TimeoutTests {
    private static let request = "GET / HTTP/1.1\r\nHost: mill\r\n\r\n"

    @Test func `a head that trickles is answered with 408`() async throws {
        try await withServer({ $0.headerTimeout = .milliseconds(400) }) { server in
            let client = try RawClient(port: server.port)
            let status = try Self.trickle(on: client)
            #expect(status.status == 408)
            #expect(status.text.contains("the limit on headers"))
            #expect(try client.isAtEnd())
        }
    }

    @Test func `a second head that trickles is answered with 408 too`() async throws {
        try await withServer({ $0.headerTimeout = .milliseconds(400) }) { server in
            let client = try RawClient(port: server.port)
            #expect(try client.request(Self.request).status == 200)
            #expect(try Self.trickle(on: client).status == 408)
        }
    }

    @Test func `a connection that never says anything is closed without a word`() async throws {
        try await withServer({ $0.headerTimeout = .milliseconds(100) }) { server in
            let client = try RawClient(port: server.port)
            #expect(try client.rest().isEmpty)
        }
    }

    @Test func `an idle connection is closed without a word, and not before its time`() async throws {
        try await withServer({
            $0.idleTimeout = .milliseconds(300)
            $0.headerTimeout = .seconds(2)
        }) { server in
            let client = try RawClient(port: server.port)
            let start = ContinuousClock.now
            #expect(try client.request(Self.request).status == 200)
            #expect(try client.rest().isEmpty)
            #expect(start.duration(to: .now) >= .milliseconds(300))
        }
    }

    @Test func `a body that pauses too long is answered with 408, and its reader told`() async throws {
        let failure = Event()
        try await withServer(
            { $0.readTimeout = .milliseconds(300) },
            answer: { request in
                let answer = await LimitTests.measure(request)
                if answer.status == 500 { failure.fire() }
                return answer
            }
        ) { server in
            for length in [10, 100_000] {
                let client = try RawClient(port: server.port)
                try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: \(length + 1)\r\n\r\n")
                try client.send([UInt8](repeating: 119, count: length))
                let response = try client.response()
                #expect(response.status == 408)
                #expect(response.text.contains("the limit on pauses"))
                #expect(try client.isAtEnd())
            }
            #expect(failure.wait() != nil)
        }
    }

    @Test func `a body that goes on is not cut`() async throws {
        try await withServer({ $0.readTimeout = .milliseconds(300) }, answer: LimitTests.measure) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 10\r\n\r\n")
            let start = ContinuousClock.now
            var sent = 0
            while sent < 10 {
                try client.send("w")
                sent += 1
                while start.duration(to: .now) < .milliseconds(80 * sent) {}
            }
            #expect(try client.response().text == "10")
        }
    }

    @Test func `a client that does not read is cut off, and its stream cancelled`() async throws {
        let part = [UInt8](repeating: 119, count: 100_000)[...]
        let body = ScriptedBody { _ in part }
        try await withServer(
            { $0.writeTimeout = .milliseconds(400) }, answer: { _ in HTTPResponse(200, body: .stream(body)) }
        ) { server in
            let client = try RawClient(port: server.port, receiveBuffer: 4096)
            try client.send(Self.request)
            #expect(body.onCancel.wait() != nil)
            #expect(body.cancelled.withLock { $0 } == 1)
            #expect(eventually { server.httpConnectionCount == 0 })
            withExtendedLifetime(client) {}
        }
    }

    @Test func `a client that reads slowly is not cut off`() async throws {
        let part = [UInt8](repeating: 119, count: 100_000)[...]
        try await withServer(
            { $0.writeTimeout = .milliseconds(400) },
            answer: { _ in HTTPResponse(200, body: .stream(ScriptedBody { $0 < 60 ? part : nil })) }
        ) { server in
            let client = try RawClient(port: server.port, receiveBuffer: 4096)
            try client.send(Self.request)
            _ = try client.head()
            let start = ContinuousClock.now
            var length = 0
            while let chunk = try client.chunk() {
                length += chunk.count
                while start.duration(to: .now) < .microseconds(length / 4) {}
            }
            #expect(length == 6_000_000)
        }
    }

    @Test func `an answer may take longer than every timeout`() async throws {
        try await withServer(
            {
                $0.headerTimeout = .seconds(1)
                $0.readTimeout = .milliseconds(100)
                $0.writeTimeout = .milliseconds(100)
                $0.idleTimeout = .milliseconds(100)
            },
            answer: { _ in
                try? await Task.sleep(for: .milliseconds(1300))
                return .text("worth the wait")
            }
        ) { server in
            let client = try RawClient(port: server.port)
            #expect(try client.request(Self.request).text == "worth the wait")
        }
    }

    /// Sends fields one after the other until there is an answer.
    private static func trickle(on client: RawClient) throws -> RawClient.Response {
        let done = Event()
        Task.detached {
            _ = try? await onThread {
                try client.send("GET / HTTP/1.1\r\nHost: mill\r\n")
                while !done.hasHappened(within: .milliseconds(20)) { try client.send("X-Slow: yes\r\n") }
            }
        }
        defer { done.fire() }
        return try client.response()
    }
}
