import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct LimitTests {
    /// A request whose head is exactly so long.
    static func request(headerSize: Int) -> String {
        let start = "GET / HTTP/1.1\r\nHost: mill\r\nX-Pattern: "
        return start + String(repeating: "p", count: headerSize - start.utf8.count - 4) + "\r\n\r\n"
    }

    @Test func `a head up to the limit is taken`() async throws {
        try await withServer { server in
            let client = try RawClient(port: server.port)
            for size in [100, 20_000, 32 * 1024] {
                #expect(try client.request(Self.request(headerSize: size)).status == 200)
            }
        }
    }

    @Test func `many small fields fit`() async throws {
        try await withServer(answer: { .text("\($0.headers.fields.count)") }) { server in
            let client = try RawClient(port: server.port)
            let fields = (0..<300).map { "X-Thread-\($0): 0123456789\r\n" }.joined()
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\(fields)\r\n").text == "301")
        }
    }

    @Test func `a head over the limit is refused with 431, a target with 414`() async throws {
        try await withServer { server in
            let response = try RawClient(port: server.port).request(Self.request(headerSize: 32 * 1024 + 1))
            #expect(response.status == 431)
            #expect(response.text.contains("32768 bytes, the limit on headers"))
            let target = "GET /\(String(repeating: "p", count: 32 * 1024)) HTTP/1.1\r\nHost: mill\r\n\r\n"
            let client = try RawClient(port: server.port)
            #expect(try client.request(target).status == 414)
        }
    }

    @Test(arguments: [100_000, 1_000_000])
    func `a head far over the limit is refused too`(size: Int) async throws {
        try await withServer { server in
            let client = try RawClient(port: server.port)
            try? client.send(Self.request(headerSize: size))
            #expect(try client.response().status == 431)
        }
    }

    @Test func `a declared body up to the limit is taken, a longer one refused before it comes`() async throws {
        try await withServer({ $0.maximumBodySize = 100 }, answer: Self.measure) { server in
            let client = try RawClient(port: server.port)
            let body = String(repeating: "w", count: 100)
            let taken = try client.request("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 100\r\n\r\n\(body)")
            #expect(taken.text == "100")
            let refused = try client.request("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 101\r\n\r\n")
            #expect(refused.status == 413)
            #expect(refused.text.contains("100 bytes, the limit on bodies"))
        }
    }

    @Test func `a body of some paths can be refused by its length before it comes`() async throws {
        try await withServer(
            {
                $0.refusalOfBody = { target, length in
                    target.hasPrefix("/small") && length > 10 ? .text("\(target) takes 10 bytes", status: 413) : nil
                }
            }, answer: Self.measure
        ) { server throws in
            func post(_ target: String, _ length: Int, _ body: String) throws -> String {
                let response = try RawClient(port: server.port).request(
                    "POST \(target) HTTP/1.1\r\nHost: mill\r\nContent-Length: \(length)\r\n\r\n\(body)")
                return "\(response.status) \(response.text)"
            }
            #expect(try post("/small?a=1", 10, "0123456789") == "200 10")
            #expect(try post("/small?a=1", 11, "") == "413 /small?a=1 takes 10 bytes")
            #expect(try post("/large", 11, "0123456789a") == "200 11")
        }
    }

    @Test func `a client that asks first is not told to send too much`() async throws {
        try await withServer({ $0.maximumBodySize = 100 }, answer: Self.measure) { server in
            let response = try RawClient(port: server.port).request(
                "POST / HTTP/1.1\r\nHost: mill\r\nExpect: 100-continue\r\nContent-Length: 101\r\n\r\n")
            #expect(response.status == 413)
        }
    }

    @Test func `small chunks up to the limit are taken, more refused`() async throws {
        try await withServer({ $0.maximumBodySize = 100 }, answer: Self.measure) { server in
            let client = try RawClient(port: server.port)
            let chunk = "32\r\n\(String(repeating: "w", count: 50))\r\n"
            let head = "POST / HTTP/1.1\r\nHost: mill\r\nTransfer-Encoding: chunked\r\n\r\n"
            #expect(try client.request("\(head)\(chunk)\(chunk)0\r\n\r\n").text == "100")
            let refused = try client.request("\(head)\(chunk)\(chunk)1\r\nw\r\n")
            #expect(refused.status == 413)
            #expect(refused.text.contains("100 bytes, the limit on bodies"))
        }
    }

    @Test func `a stream over the limit throws in the responder, whose answer is sent`() async throws {
        try await withServer({ $0.maximumBodySize = 1_000_000 }, answer: Self.measure) { server in
            let client = try RawClient(port: server.port)
            let head = "POST / HTTP/1.1\r\nHost: mill\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunk = Array("186a0\r\n".utf8) + [UInt8](repeating: 119, count: 100_000) + Array("\r\n".utf8)
            try client.send(head)
            for _ in 0..<10 { try client.send(chunk) }
            try client.send("0\r\n\r\n")
            #expect(try client.response().text == "1000000")
            try client.send(head)
            for _ in 0..<11 { try client.send(chunk) }
            try client.send("0\r\n\r\n")
            let response = try client.response()
            #expect(response.status == 413)
            #expect(response.text == "the body is larger than 1000000 bytes, the limit on bodies")
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").text == "0")
        }
    }

    @Test func `a stream that does not stop is cut`() async throws {
        try await withServer({ $0.maximumBodySize = 200_000 }, answer: Self.measure) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("186a0\r\n".utf8) + [UInt8](repeating: 119, count: 100_000) + Array("\r\n".utf8)
            #expect(throws: RawClient.Failure.self) { for _ in 0..<1000 { try client.send(chunk) } }
        }
    }

    @Test func `one connection too many is answered with 503, and there is room again after one ends`() async throws {
        try await withServer({ $0.maximumConnections = 3 }, webSockets: RecordingSockets()) { server in
            let first = try RawClient(port: server.port)
            let second = try RawClient(port: server.port)
            let socket = try WebSocketClient(port: server.port)
            for client in [first, second] {
                #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").status == 200)
            }
            let refused = try RawClient(port: server.port).request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(refused.status == 503)
            #expect(refused.text.contains("there are 3 connections, the limit in all"))
            socket.raw.close()
            #expect(
                eventually {
                    let again = try? RawClient(port: server.port).request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
                    return again?.status == 200
                })
        }
    }

    @Test func `one connection too many from an address is answered with 503`() async throws {
        try await withServer({ $0.maximumConnectionsPerPeer = 1 }) { server in
            let first = try RawClient(port: server.port)
            #expect(try first.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").status == 200)
            let refused = try RawClient(port: server.port).request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(refused.status == 503)
            #expect(refused.text.contains("there are 1 connections from your address"))
        }
    }

    /// Answers with the length of the body, or with why it could not be read.
    @Sendable static func measure(_ request: HTTPRequest) async -> HTTPResponse {
        var length = 0
        do {
            switch request.body {
            case .bytes(let bytes): length = bytes.count
            case .stream(let stream, _): while let part = try await stream.next() { length += part.count }
            }
            return .text("\(length)")
        } catch let error as HTTPError {
            return .text(error.message, status: error.code == .bodyTooLarge ? 413 : 500)
        } catch {
            return .text("\(error)", status: 500)
        }
    }
}
