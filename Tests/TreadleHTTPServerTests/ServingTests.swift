import Testing
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

@Suite struct ServingTests {
    @Test func `answers a request, and more on the same connection`() async throws {
        try await withServer(answer: { .text("\($0.method) \($0.target)") }) { server in
            let client = try RawClient(port: server.port)
            for number in 1...3 {
                let response = try client.request("GET /looms/\(number)?warp=%20a HTTP/1.1\r\nHost: mill\r\n\r\n")
                #expect(response.status == 200)
                #expect(response.text == "GET /looms/\(number)?warp=%20a")
                #expect(response.headers["Content-Length"] == "\(response.body.count)")
                #expect(response.headers["Content-Type"] == "text/plain; charset=utf-8")
            }
            #expect(server.httpConnectionCount == 1)
        }
    }

    @Test func `answers pipelined requests in order`() async throws {
        try await withServer(answer: { .text($0.target) }) { server in
            let client = try RawClient(port: server.port)
            try client.send((1...20).map { "GET /\($0) HTTP/1.1\r\nHost: mill\r\n\r\n" }.joined())
            for number in 1...20 { #expect(try client.response().text == "/\(number)") }
        }
    }

    @Test func `hands over header fields as they were sent, and the peer`() async throws {
        try await withServer(answer: { request in
            .text(
                request.headers.values("x-thread").joined(separator: "|") + " " + (request.headers["X-Colour"] ?? "")
                    + " \(request.peer?.address ?? "") \(request.peer?.isLoopback ?? false)")
        }) { server in
            let client = try RawClient(port: server.port)
            let response = try client.request(
                "GET / HTTP/1.1\r\nHost: mill\r\nX-Thread: silk\r\nx-thread: wool\r\nX-Colour:  indigo \r\n\r\n")
            #expect(response.text.hasPrefix("silk|wool indigo"))
            #expect(response.text.hasSuffix("127.0.0.1 true"))
        }
    }

    @Test func `a small body comes in one piece`() async throws {
        try await withServer(answer: { request in
            guard case .bytes(let bytes) = request.body else { return .text("a stream") }
            return HTTPResponse(200, body: .bytes(bytes))
        }) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 10\r\n\r\nwarp ")
            try client.send("weft!")
            #expect(try client.response().text == "warp weft!")
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwar\r\n")
            try client.send("1;note=x\r\np\r\n0\r\nTrailer: no\r\n\r\n")
            #expect(try client.response().text == "warp")
        }
    }

    @Test func `HEAD gets the head alone`() async throws {
        try await withServer(answer: { _ in .text("a long story") }) { server in
            let client = try RawClient(port: server.port)
            let head = try client.request("HEAD / HTTP/1.1\r\nHost: mill\r\n\r\n", hasBody: false)
            #expect(head.headers["Content-Length"] == "12")
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").text == "a long story")
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        try await withServer(answer: { request in
            HTTPResponse(200, body: (try? await .bytes(request.body.collect(upTo: 100))) ?? .empty)
        }) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
            #expect(try client.head().status == 100)
            try client.send("weft")
            #expect(try client.response().text == "weft")
        }
    }

    @Test func `an answer of known length has a length, one of unknown length has chunks`() async throws {
        let part = Array("0123456789".utf8)[...]
        try await withServer(answer: { request in
            let body = ScriptedBody { $0 < 3 ? part : nil }
            return HTTPResponse(200, body: .stream(body, length: request.path == "/known" ? 30 : nil))
        }) { server in
            let client = try RawClient(port: server.port)
            let known = try client.request("GET /known HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(known.headers["Content-Length"] == "30")
            #expect(known.body.count == 30)
            let unknown = try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(unknown.headers["Transfer-Encoding"] == "chunked")
            #expect(unknown.text == "012345678901234567890123456789")
        }
    }

    @Test func `a client of HTTP 1.0 gets a stream up to the end of the connection`() async throws {
        try await withServer(answer: { _ in
            HTTPResponse(200, body: .stream(ScriptedBody { $0 < 3 ? Array("warp".utf8)[...] : nil }))
        }) { server in
            let client = try RawClient(port: server.port)
            let response = try client.request("GET / HTTP/1.0\r\n\r\n")
            #expect(response.headers["Transfer-Encoding"] == nil)
            #expect(response.text == "warpwarpwarp")
        }
    }

    @Test func `a large answer arrives whole`() async throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        try await withServer(answer: { _ in HTTPResponse(200, body: .bytes(bytes[...])) }) { server in
            let client = try RawClient(port: server.port)
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").body == bytes)
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").body == bytes)
        }
    }

    @Test func `a field with a line break in it does not become two`() async throws {
        try await withServer(answer: { _ in
            HTTPResponse(200, headers: ["X-Good": "yes", "X-Bad": "a\r\nX-Forged: b"], body: .text("warp"))
        }) { server in
            let client = try RawClient(port: server.port)
            let response = try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(response.headers["X-Good"] == "yes")
            #expect(response.headers["X-Forged"] == nil)
        }
    }
}
