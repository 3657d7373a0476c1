import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct IdleTests {
    /// Long enough for a busy machine to do what is no silence within it.
    private static let patience = Duration.seconds(2)

    @Test func `a server that says nothing times out`() async throws {
        let end = Signal<Void>()
        let server = try RawServer { connection in
            connection.waitForEnd()
            end.send()
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = .milliseconds(150) }
        let begin = ContinuousClock.now
        let error = await httpError { _ = try await transport.send(HTTPRequest(.get, server.url)) }
        #expect(error?.code == .timedOut)
        #expect(begin.duration(to: .now) >= .milliseconds(150))
        await end.next
    }

    @Test func `a request that was sent long ago does not put the time off`() async throws {
        let waited = Signal<Duration>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            // Both ends of this span are on threads of their own, so that a busy pool does not count.
            let begin = ContinuousClock.now
            connection.waitForEnd()
            waited.send(begin.duration(to: .now))
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = .seconds(1) }
        let error = await httpError {
            _ = try await transport.send(HTTPRequest(.post, server.url, body: .text("warp and weft")))
        }
        #expect(error?.code == .timedOut)
        #expect(try #require(await waited.next) < .milliseconds(1900))
    }

    @Test func `a server that stops in the middle times out, after what came was read`() async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwarp")
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = Self.patience }
        let response = try await transport.send(HTTPRequest(.get, server.url))
        let stream = try #require(response.body.stream)
        #expect(try await stream.next() == ArraySlice("warp".utf8))
        #expect(await httpError { _ = try await stream.next() }?.code == .timedOut)
    }

    @Test func `every byte puts the time off`() async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n")
            for byte in "slowloom".utf8 {
                connection.pause(milliseconds: 400)
                try connection.write([byte])
            }
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = Self.patience }
        let response = try await transport.send(HTTPRequest(.get, server.url))
        #expect(try await response.body.text == "slowloom")
    }

    @Test func `a reader who takes his time is not a server that is silent`() async throws {
        let count = 4 << 20
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n")
            try connection.write([UInt8](repeating: 7, count: count))
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = Self.patience }
        let response = try await transport.send(HTTPRequest(.get, server.url))
        // Time itself is what is tested here: several idle timeouts pass while the connection is paused.
        try await Task.sleep(for: Self.patience * 2)
        #expect(try await response.body.collect(upTo: count).count == count)
    }

    @Test func `a request body that takes its time is not a server that is silent`() async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest { $0.idleTimeout = Self.patience }
        let body = RelayedBody()
        async let response = transport.send(HTTPRequest(.post, server.url, body: .stream(body)))
        body.give("weft")
        try await Task.sleep(for: Self.patience * 2)
        body.give(nil)
        #expect(try await response.status == 200)
    }

    @Test func `waiting for a connection ends too`() async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n")
            try connection.write([UInt8](repeating: 7, count: 1_000_000))
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest {
            $0.maximumConnectionsPerHost = 1
            $0.connectTimeout = Self.patience
            $0.idleTimeout = Self.patience
        }
        // Paused because nobody reads it, so it keeps the one connection.
        let first = try await transport.send(HTTPRequest(.get, server.url))
        let error = await httpError { _ = try await transport.send(HTTPRequest(.get, server.url)) }
        #expect(error?.code == .timedOut)
        #expect(error?.message.contains("maximumConnectionsPerHost") == true)
        first.body.discard()
    }
}
