import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct WebSocketHandshakeTests {
    static let good = [
        "Host: mill", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ]

    static func request(_ start: String = "GET /ws HTTP/1.1", replacing name: String = "", with line: String? = nil)
        -> String
    {
        let lines = Self.good.map { $0.hasPrefix(name + ":") ? line : $0 }
        return ([start] + lines.compactMap { $0 }).joined(separator: "\r\n") + "\r\n\r\n"
    }

    @Test(arguments: [
        (Self.request("POST /ws HTTP/1.1"), 400),
        (Self.request("GET /ws HTTP/1.0"), 400),
        (Self.request(replacing: "Upgrade", with: nil), 426),
        (Self.request(replacing: "Upgrade", with: "Upgrade: h2c"), 426),
        (Self.request(replacing: "Connection", with: "Connection: keep-alive"), 400),
        (Self.request(replacing: "Sec-WebSocket-Key", with: nil), 400),
        (Self.request(replacing: "Sec-WebSocket-Key", with: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ="), 400),
        (Self.request(replacing: "Sec-WebSocket-Key", with: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ!=="), 400),
        (Self.request(replacing: "Sec-WebSocket-Version", with: "Sec-WebSocket-Version: 12"), 426),
        (Self.request(replacing: "Sec-WebSocket-Version", with: nil), 426),
    ])
    func `a faulty handshake is refused`(request: String, status: Int) async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try RawClient(port: server.port)
            let response = try client.request(request)
            #expect(response.status == status)
            #expect(response.text.hasPrefix(#"{"error":{"message":""#))
            if status == 426 { #expect(response.headers["Sec-WebSocket-Version"] == "13") }
            #expect(sockets.connections.withLock { $0.isEmpty })
        }
    }

    @Test func `the handler's refusal is the answer`() async throws {
        let sockets = RecordingSockets(refusal: .text("no key", status: 401))
        try await withServer(webSockets: sockets) { server in
            let response = try RawClient(port: server.port).request(Self.request())
            #expect(response.status == 401)
            #expect(response.text == "no key")
        }
    }

    @Test func `another path is an ordinary request`() async throws {
        try await withServer(webSockets: RecordingSockets(), answer: { .text($0.target) }) { server in
            let client = try RawClient(port: server.port)
            for path in ["/wss", "/", "/ws/x"] {
                #expect(try client.request(Self.request("GET \(path) HTTP/1.1")).text == path)
            }
        }
    }

    @Test func `without a handler the path is like any other`() async throws {
        try await withServer(answer: { .text($0.target) }) { server in
            let response = try RawClient(port: server.port).request(Self.request())
            #expect(response.text == "/ws")
        }
    }

    @Test func `a query after the path is taken, and names compare without case`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try RawClient(port: server.port)
            let request = Self.request(
                "GET /ws?key=1 HTTP/1.1", replacing: "Upgrade", with: "uPgRaDe: WebSocket")
            let head = try client.request(request, hasBody: false)
            #expect(head.status == 101)
            #expect(head.headers["Connection"] == "Upgrade")
        }
    }

    @Test func `a handshake behind a request on the same connection works`() async throws {
        try await withServer(webSockets: RecordingSockets()) { server in
            let client = try RawClient(port: server.port)
            try client.send("GET / HTTP/1.1\r\nHost: mill\r\n\r\n" + Self.request())
            #expect(try client.response().text == "warp")
            #expect(try client.head().status == 101)
        }
    }

    @Test func `the socket outlives the library's connection`() async throws {
        // The library closes its own descriptor at once; should it ever shut the connection down too, this ends here.
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            #expect(eventually { server.httpConnectionCount == 0 && server.webSocketCount == 1 })
            for number in 0..<100 {
                try client.send("pick \(number)")
                #expect(try client.text() == "pick \(number)")
            }
        }
    }

    @Test func `a frame sent together with the handshake is heard`() async throws {
        try await withServer(webSockets: RecordingSockets()) { server in
            let early = WebSocketClient.text("early") + WebSocketClient.text("bird")
            let client = try WebSocketClient(port: server.port, early: early)
            #expect(try client.text() == "early")
            #expect(try client.text() == "bird")
        }
    }
}
