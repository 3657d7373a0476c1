import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
    /// How soon the server is to see a closed connection. The machine may be busy; alone it takes a millisecond.
    private static let soon = Duration.seconds(2)

    @Test func `a task given up before sends nothing`() async throws {
        let server = try RawServer { _ in }
        let transport = try CurlTransport.forTest()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await transport.send(HTTPRequest(.get, server.url))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connectionCount == 0)
    }

    @Test func `a task given up before the head closes the connection`() async throws {
        let begun = Signal<Void>()
        let ended = Signal<ContinuousClock.Instant>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            begun.send()
            connection.waitForEnd()
            ended.send(.now)
        }
        let transport = try CurlTransport.forTest()
        let task = Task { _ = try await transport.send(HTTPRequest(.get, server.url)) }
        await begun.next
        let begin = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(begin.duration(to: try #require(await ended.next)) < Self.soon)
    }

    /// A response that goes on for as long as its connection does.
    private func endless(_ ended: Signal<ContinuousClock.Instant>) throws -> RawServer {
        try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwarp\r\n")
            connection.waitForEnd()
            ended.send(.now)
        }
    }

    @Test func `a body given up closes the connection, and reading on says so`() async throws {
        let ended = Signal<ContinuousClock.Instant>()
        let server = try self.endless(ended)
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        let stream = try #require(response.body.stream)
        #expect(try await stream.next() == ArraySlice("warp".utf8))
        let begin = ContinuousClock.now
        stream.cancel()
        stream.cancel()
        #expect(begin.duration(to: try #require(await ended.next)) < Self.soon)
        await #expect(throws: CancellationError.self) { try await stream.next() }
    }

    @Test func `a reader's task given up closes the connection`() async throws {
        let ended = Signal<ContinuousClock.Instant>()
        let server = try self.endless(ended)
        let transport = try CurlTransport.forTest()
        let waiting = Signal<Void>()
        let task = Task {
            let stream = try #require(try await transport.send(HTTPRequest(.get, server.url)).body.stream)
            _ = try await stream.next()
            waiting.send()
            _ = try await stream.next()
        }
        await waiting.next
        let begin = ContinuousClock.now
        task.cancel()
        #expect(begin.duration(to: try #require(await ended.next)) < Self.soon)
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `a body let go of closes the connection`() async throws {
        let ended = Signal<ContinuousClock.Instant>()
        let server = try self.endless(ended)
        let transport = try CurlTransport.forTest()
        var response: HTTPResponse? = try await transport.send(HTTPRequest(.get, server.url))
        #expect(response?.status == 200)
        let begin = ContinuousClock.now
        response = nil
        #expect(begin.duration(to: try #require(await ended.next)) < Self.soon)
    }

    @Test func `a paused body given up closes the connection`() async throws {
        let ended = Signal<ContinuousClock.Instant>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(100 << 20)\r\n\r\n")
            _ = try? connection.writeUntilFull(upTo: 100 << 20)
            connection.waitForEnd()
            ended.send(.now)
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        response.body.discard()
        _ = await ended.next
    }

    @Test func `a body given up after its end keeps the connection`() async throws {
        let server = try RawServer { connection in
            while try connection.readRequest() != nil {
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
                try connection.write("weft")
            }
        }
        let transport = try CurlTransport.forTest()
        for _ in 0..<5 {
            let response = try await transport.send(HTTPRequest(.get, server.url))
            #expect(try await response.body.text == "weft")
            response.body.discard()
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a hundred requests given up at any moment leave nothing behind`() async throws {
        let server = try RawServer { connection in
            while try connection.readRequest() != nil {
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
                try connection.write("weft")
            }
        }
        let transport = try CurlTransport.forTest()
        for round in 0..<100 {
            let task = Task { try await transport.send(HTTPRequest(.get, server.url)).body.text }
            for _ in 0..<(round % 20) { await Task.yield() }
            task.cancel()
            switch await task.result {
            case .success(let text): #expect(text == "weft")
            case .failure(let error): #expect(error is CancellationError)
            }
        }
        #expect(try await transport.send(HTTPRequest(.get, server.url)).body.text == "weft")
    }
}
