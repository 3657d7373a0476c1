import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test func `a connection serves one request after the other`() async throws {
        let server = try RawServer.always(Self.ok)
        let transport = try CurlTransport.forTest()
        for _ in 0..<20 {
            #expect(try await transport.send(HTTPRequest(.get, server.url)).body.text == "ok")
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `two hundred requests at once are all answered with their own answer`() async throws {
        let server = try RawServer { connection in
            while let request = try connection.readRequest() {
                let number = request.values("X-Number").first ?? ""
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(number.utf8.count)\r\n\r\n\(number)")
            }
        }
        let transport = try CurlTransport.forTest()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let request = HTTPRequest(.get, server.url, headers: ["X-Number": "\(number)"])
                    return try await transport.send(request).body.text == "\(number)"
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func `no more connections are opened than allowed`() async throws {
        let server = try RawServer.always(Self.ok)
        let transport = try CurlTransport.forTest { $0.maximumConnectionsPerHost = 3 }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                group.addTask { try await transport.send(HTTPRequest(.get, server.url)).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.connectionCount <= 3)
    }

    @Test func `a kept connection that was closed meanwhile is replaced`() async throws {
        let closed = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write(Self.ok)
            connection.close()
            closed.send()
        }
        let transport = try CurlTransport.forTest()
        for _ in 0..<3 {
            #expect(try await transport.send(HTTPRequest(.post, server.url, body: .text("weft"))).body.text == "ok")
            await closed.next
        }
    }

    /// Answers the first request of a connection and closes without an answer after the second.
    private func closingAfterSecond(_ requests: Signal<Void>) throws -> RawServer {
        try RawServer { connection in
            guard try connection.readRequest() != nil else { return }
            requests.send()
            try connection.write(Self.ok)
            guard try connection.readRequest() != nil else { return }
            requests.send()
        }
    }

    @Test func `a request that may be repeated is, when a kept connection dies with it`() async throws {
        let requests = Signal<Void>()
        let server = try self.closingAfterSecond(requests)
        let transport = try CurlTransport.forTest()
        let repeatable = [
            HTTPRequest(.get, server.url),
            HTTPRequest(.post, server.url, headers: ["Idempotency-Key": "1"], body: .text("weft")),
            HTTPRequest(.put, server.url, body: .bytes(ArraySlice(repeating: 7, count: 100_000))),
        ]
        for request in repeatable {
            let before = server.connectionCount
            #expect(try await transport.send(HTTPRequest(.get, server.url)).status == 200)
            #expect(try await transport.send(request).status == 200)
            #expect(server.connectionCount > before)
        }
    }

    @Test func `a request that may not be repeated is not`() async throws {
        let requests = Signal<Void>()
        let server = try self.closingAfterSecond(requests)
        let transport = try CurlTransport.forTest()
        #expect(try await transport.send(HTTPRequest(.get, server.url)).status == 200)
        let error = await httpError {
            _ = try await transport.send(HTTPRequest(.post, server.url, body: .text("weft")))
        }
        #expect(error?.code == .brokenOff)
        // Asked by hand it goes out once more, on a third connection at the latest.
        #expect(try await transport.send(HTTPRequest(.post, server.url, body: .text("weft"))).status == 200)
    }

    @Test func `a transport shut down ends what is under way and refuses the rest`() async throws {
        let ended = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwarp")
            connection.waitForEnd()
            ended.send()
        }
        let transport = try CurlTransport.forTest()
        let response = try await transport.send(HTTPRequest(.get, server.url))
        transport.shutDown()
        transport.shutDown()
        #expect(await httpError { _ = try await response.body.collect(upTo: 100) }?.code == .closed)
        #expect(await httpError { _ = try await transport.send(HTTPRequest(.get, server.url)) }?.code == .closed)
        await ended.next
    }

    @Test func `a transport let go of finishes what is under way and then closes its connections`() async throws {
        let goOn = Signal<Void>()
        let ended = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
            goOn.block()
            try connection.write("weft")
            connection.waitForEnd()
            ended.send()
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        goOn.send()
        #expect(try await response.body.text == "weft")
        await ended.next
    }

    @Test func `a scope shuts its transport down`() async throws {
        let ended = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write(Self.ok)
            connection.waitForEnd()
            ended.send()
        }
        let status = try await CurlTransport.withTransport { transport in
            try await transport.send(HTTPRequest(.get, server.url)).status
        }
        #expect(status == 200)
        await ended.next
    }

    @Test func `options that cannot work are refused`() {
        #expect(throws: HTTPError.self) { try CurlTransport.forTest { $0.idleTimeout = .zero } }
        #expect(throws: HTTPError.self) { try CurlTransport.forTest { $0.maximumConnectionsPerHost = 0 } }
        #expect(throws: HTTPError.self) { try CurlTransport.forTest { $0.responseBufferLowWater = 1 << 30 } }
    }
}
