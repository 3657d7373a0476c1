import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct RequestTests {
    /// What a server sees of a request.
    private func seen(_ method: HTTPMethod, _ path: String = "/", headers: HTTPFields = [:], body: HTTPBody = .empty)
        async throws -> RawConnection.Request
    {
        let seen = Signal<RawConnection.Request>()
        let server = try RawServer { connection in
            while let request = try connection.readRequest() {
                seen.send(request)
                try connection.write("HTTP/1.1 204 No Content\r\n\r\n")
            }
        }
        let response = try await CurlTransport.forTest().send(
            HTTPRequest(method, server.url + path, headers: headers, body: body))
        #expect(response.status == 204)
        return try #require(await seen.next)
    }

    @Test func `target, fields and order go out as they are`() async throws {
        let request = try await self.seen(
            .get, "/a/../b?x=%20y", headers: ["X-Loom": "7", "x-loom": "8", "Empty": "", "Blank": " \t"])
        #expect(request.lines.first == "GET /a/../b?x=%20y HTTP/1.1")
        #expect(request.values("X-Loom") == ["7", "8"])
        #expect(request.values("Empty") == [""])
        #expect(request.values("Blank") == [""])
        #expect(request.values("User-Agent") == ["treadle"])
    }

    @Test func `fields that frame a message are the transport's`() async throws {
        let request = try await self.seen(
            .post, headers: ["Content-Length": "99", "transfer-encoding": "chunked", "Connection": "close", "TE": "x"],
            body: .text("weft"))
        #expect(request.values("Content-Length") == ["4"])
        #expect(request.values("Transfer-Encoding") == [])
        #expect(request.values("Connection") == [])
        #expect(request.values("TE") == [])
        #expect(request.bodyText == "weft")
    }

    @Test(arguments: [0, 1, 4096, 60 * 1024, 60 * 1024 + 1, 3 << 20])
    func `a body of bytes goes out whole and unannounced`(count: Int) async throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let request = try await self.seen(.post, body: .bytes(bytes[...]))
        #expect(request.body == bytes)
        #expect(request.values("Content-Length") == ["\(count)"])
        #expect(request.values("Expect") == [])
        #expect(request.values("Content-Type") == [])
    }

    @Test(arguments: [HTTPMethod.put, .patch, .delete, .get, HTTPMethod(rawValue: "WEAVE")])
    func `any method may have a body`(method: HTTPMethod) async throws {
        let request = try await self.seen(method, headers: ["Content-Type": "text/yarn"], body: .text("warp"))
        #expect(request.lines.first == "\(method) / HTTP/1.1")
        #expect(request.bodyText == "warp")
        #expect(request.values("Content-Type") == ["text/yarn"])
    }

    @Test(arguments: [HTTPMethod.get, .delete, .options, HTTPMethod(rawValue: "WEAVE")])
    func `a method without a body announces none`(method: HTTPMethod) async throws {
        let request = try await self.seen(method)
        #expect(request.lines.first == "\(method) / HTTP/1.1")
        #expect(request.values("Content-Length") == [])
        #expect(request.values("Transfer-Encoding") == [])
    }

    @Test func `nothing of a request is left over for the next one on its handle`() async throws {
        let seen = Signal<RawConnection.Request>()
        let server = try RawServer { connection in
            while let request = try connection.readRequest() {
                seen.send(request)
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let transport = try CurlTransport.forTest()
        let stream = ScriptedBody([.part("thread")])
        let requests = [
            HTTPRequest(.put, server.url, headers: ["Authorization": "secret"], body: .text("yarn")),
            HTTPRequest(.head, server.url),
            HTTPRequest(.post, server.url, body: .stream(stream)),
            HTTPRequest(.get, server.url),
        ]
        var heads: [String] = []
        for request in requests {
            _ = try await transport.send(request)
            heads.append(try #require(await seen.next).head)
        }
        #expect(
            heads.last == "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"
                + "User-Agent: treadle\r\nAccept: */*\r\n\r\n")
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [
        HTTPField("X-Loom", "7\r\nX-Injected: 1"), HTTPField("X-Loom", "7\n"), HTTPField("X-Loom", "a\u{0}b"),
        HTTPField("X-Loom: 1\r\nX-Injected", "1"), HTTPField("X:Y", "1"), HTTPField("X;", ""), HTTPField("", "1"),
        HTTPField("X Loom", "1"), HTTPField("X-Loom", "\u{7F}"),
    ])
    func `a field that could become another is refused`(field: HTTPField) async throws {
        let server = try RawServer.always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let transport = try CurlTransport.forTest()
        let error = await httpError {
            _ = try await transport.send(HTTPRequest(.get, server.url, headers: HTTPFields([field])))
        }
        #expect(error?.code == .malformed)
        #expect(server.connectionCount == 0)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://mill/", "/looms", "http://", "http://mill:0/", "http://mill:99999/",
        "http://mill/a b", "http://mill/\r\nX: y", "http://mill/\u{E9}", "gopher://mill", "http://a\\@b/",
        "http://m$ll/",
    ])
    func `a URL that is no http or https URL is refused`(url: String) async throws {
        let transport = try CurlTransport.forTest()
        let error = await httpError { _ = try await transport.send(HTTPRequest(.get, url)) }
        #expect(error?.code == .malformed)
    }

    @Test func `a method that is no token is refused`() async throws {
        let transport = try CurlTransport.forTest()
        let error = await httpError {
            _ = try await transport.send(HTTPRequest(HTTPMethod(rawValue: "GET / HTTP/1.1\r\n"), "http://127.0.0.1/"))
        }
        #expect(error?.code == .malformed)
    }

    typealias HTTPField = HTTPFields.Field
}
