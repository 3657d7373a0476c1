import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct FailureTests {
    private func failure(
        _ url: String, _ method: HTTPMethod = .get, _ change: (inout CurlTransportConfiguration) -> Void = { _ in }
    ) async throws -> HTTPError {
        let transport = try CurlTransport.forTest(change)
        return try #require(
            await httpError {
                let response = try await transport.send(HTTPRequest(method, url))
                _ = try await response.body.collect(upTo: 1 << 20)
            })
    }

    @Test func `nobody listens`() async throws {
        let port = try BoundSocket().port
        let error = try await self.failure("http://user:secret@127.0.0.1:\(port)/looms?token=secret")
        #expect(error.code == .unreachable)
        #expect(error.message.contains("127.0.0.1:\(port)"))
        #expect(!"\(error)".contains("secret") && !"\(String(describing: error.cause))".contains("secret"))
    }

    @Test func `the name has no address`() async throws {
        let error = try await self.failure("http://mill.invalid/looms?token=secret")
        #expect(error.code == .unreachable)
        #expect(error.message.contains("mill.invalid:80"))
    }

    @Test func `the connection ends before the response`() async throws {
        let server = try RawServer { connection in _ = try connection.readRequest() }
        let error = try await self.failure(server.url)
        #expect(error.code == .brokenOff)
        #expect(error.message.contains("127.0.0.1:\(server.port)"))
    }

    @Test(arguments: ["", "X-Loom: 7\r\n"])
    func `the connection ends in the head`(field: String) async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\n" + field)
        }
        #expect(try await self.failure(server.url).code == .brokenOff)
    }

    @Test(arguments: [
        "Content-Length: 9\r\n\r\nwarp", "Transfer-Encoding: chunked\r\n\r\n9\r\nwarp",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nwarp\r\n",
    ])
    func `the connection ends in the body, after what came of it was read`(rest: String) async throws {
        let goOn = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\n" + rest)
            goOn.block()
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        let stream = try #require(response.body.stream)
        #expect(try await stream.next() == ArraySlice("warp".utf8))
        goOn.send()
        let error = await httpError { _ = try await stream.next() }
        #expect(error?.code == .brokenOff)
    }

    @Test func `an answer that breaks off at once streams what came and then fails`() async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwarp")
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        let stream = try #require(response.body.stream)
        #expect(try await stream.next() == ArraySlice("warp".utf8))
        #expect(await httpError { _ = try await stream.next() }?.code == .brokenOff)
    }

    @Test func `the connection is reset in the body`() async throws {
        let goOn = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwarp")
            goOn.block()
            connection.reset()
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        goOn.send()
        #expect(await httpError { _ = try await response.body.collect(upTo: 100) }?.code == .brokenOff)
    }

    @Test(arguments: ["220 mill ready\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"])
    func `what is no response is malformed`(text: String) async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write(text)
        }
        #expect(try await self.failure(server.url).code == .malformed)
    }

    @Test(arguments: [0, 1])
    func `a head may be as long as its limit and no longer`(excess: Int) async throws {
        let start = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: "
        let filling = String(repeating: "w", count: 2000 + excess - start.utf8.count - 4)
        let server = try RawServer.always(start + filling + "\r\n\r\n")
        let transport = try CurlTransport.forTest { $0.maximumHeadBytes = 2000 }
        let error = await httpError { _ = try await transport.send(HTTPRequest(.get, server.url)) }
        #expect(error?.code == (excess == 0 ? nil : .malformed))
    }

    @Test func `TLS to a server without it fails as TLS`() async throws {
        let server = try RawServer { connection in
            _ = connection.read()
            try connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
        let error = try await self.failure("https://127.0.0.1:\(server.port)/")
        #expect(error.code == .tlsFailed)
        #expect(error.message.contains("127.0.0.1:\(server.port)"))
    }

    @Test func `no connection within the time for connecting times out`() async throws {
        // The handshake never begins, which counts as connecting.
        let server = try RawServer { connection in
            connection.waitForEnd()
        }
        let error = try await self.failure("https://127.0.0.1:\(server.port)/") {
            $0.connectTimeout = .milliseconds(100)
        }
        #expect(error.code == .timedOut)
    }
}
