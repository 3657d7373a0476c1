import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer

@Suite struct DrainTests {
    private static let request = "GET / HTTP/1.1\r\nHost: mill\r\n\r\n"

    private static func server(
        _ configure: (inout HTTPServerConfiguration) -> Void = { _ in }, webSockets: (any WebSocketHandler)? = nil,
        answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws -> HTTPServer {
        var configuration = HTTPServerConfiguration()
        configure(&configuration)
        let server = HTTPServer(
            configuration: configuration, responder: ClosureResponder(answer), webSockets: webSockets, logger: .silent)
        try server.start()
        return server
    }

    @Test func `draining lets a request finish, and takes no more connections`() async throws {
        let (started, go) = (Event(), Event())
        let server = try Self.server { _ in
            started.fire()
            _ = try? await onThread { go.wait() }
            return .text("finished")
        }
        async let running: Void = server.run()
        try await onThread {
            let idle = try RawClient(port: server.port)
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            #expect(started.wait() != nil)
            server.drain()
            #expect(eventually { (try? RawClient(port: server.port)) == nil })
            go.fire()
            let response = try client.response()
            #expect(response.text == "finished")
            #expect(response.headers["Connection"] == "close")
            #expect(try client.isAtEnd())
            #expect(try idle.isAtEnd())
        }
        try await running
    }

    @Test func `takes no more connections once told so, and goes on with those it has`() async throws {
        let server = try Self.server(webSockets: RecordingSockets()) { _ in .text("warp") }
        async let running: Void = server.run()
        try await onThread {
            let client = try RawClient(port: server.port)
            let socket = try WebSocketClient(port: server.port)
            #expect(try client.request(Self.request).status == 200)
            server.stopAccepting()
            #expect(eventually { (try? RawClient(port: server.port)) == nil })
            server.stopAccepting()
            #expect(try client.request(Self.request).status == 200)
            server.drain()
            #expect(try client.isAtEnd())
            #expect(try socket.next().closeCode == 1001)
            try socket.raw.send(WebSocketClient.close(1001))
            #expect(try socket.raw.isAtEnd())
        }
        try await running
    }

    @Test func `draining closes idle connections at once`() async throws {
        let server = try Self.server { _ in .text("warp") }
        async let running: Void = server.run()
        try await onThread {
            let client = try RawClient(port: server.port)
            #expect(try client.request(Self.request).status == 200)
            server.drain()
            server.drain()
            #expect(try client.isAtEnd())
        }
        try await running
    }

    @Test func `draining closes WebSockets with 1001`() async throws {
        let sockets = RecordingSockets()
        let server = try Self.server(webSockets: sockets) { _ in .text("warp") }
        async let running: Void = server.run()
        try await onThread {
            let clients = try (0..<50).map { _ in try WebSocketClient(port: server.port) }
            #expect(eventually { server.webSocketCount == 50 })
            server.drain()
            for client in clients {
                #expect(try client.next().closeCode == 1001)
                try client.raw.send(WebSocketClient.close(1001))
                #expect(try client.raw.isAtEnd())
            }
        }
        try await running
        #expect(sockets.closings.withLock { $0 } == Array(repeating: .goingAway, count: 50))
    }

    @Test func `what does not finish in time is cut`() async throws {
        let sockets = RecordingSockets()
        let body = ScriptedBody { number in
            if number == 0 { return Array("data: 1\n\n".utf8)[...] }
            await untilCancelled()
            throw CancellationError()
        }
        let server = try Self.server(
            {
                $0.drainTimeout = .milliseconds(300)
                $0.closeTimeout = .seconds(60)
            }, webSockets: sockets
        ) { request in
            if request.path == "/events" { return HTTPResponse(200, body: .stream(body)) }
            await untilCancelled()
            return .text("cancelled")
        }
        async let running: Void = server.run()
        try await onThread {
            let stream = try RawClient(port: server.port)
            try stream.send("GET /events HTTP/1.1\r\nHost: mill\r\n\r\n")
            _ = try stream.head()
            _ = try stream.chunk()
            let waiting = try RawClient(port: server.port)
            try waiting.send(Self.request)
            let socket = try WebSocketClient(port: server.port)
            let half = try RawClient(port: server.port)
            try half.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 10\r\n\r\nwarp")
            #expect(eventually { server.httpConnectionCount == 3 && server.webSocketCount == 1 })
            server.drain()
            #expect(try stream.rest().isEmpty)
            #expect(try waiting.rest().isEmpty)
            #expect(try half.rest().isEmpty)
            #expect(try socket.closing() == (1001, true))
        }
        try await running
        #expect(body.cancelled.withLock { $0 } == 1)
        #expect(sockets.closings.withLock { $0 } == [.goingAway])
    }

    @Test func `cancelling drops suspended streams and open sockets`() async throws {
        let sockets = RecordingSockets()
        let server = try Self.server(webSockets: sockets) { _ in
            HTTPResponse(
                200,
                body: .stream(
                    ScriptedBody { number in
                        if number == 0 { return Array("data: 1\n\n".utf8)[...] }
                        await untilCancelled()
                        throw CancellationError()
                    }))
        }
        let running = Task { try await server.run() }
        try await onThread {
            let streams = try (0..<30).map { _ in
                let client = try RawClient(port: server.port)
                try client.send(Self.request)
                _ = try client.head()
                _ = try client.chunk()
                return client
            }
            // Half of them are gone, and libmicrohttpd does not know.
            for client in streams.prefix(15) { client.close() }
            let others = try (0..<20).map { _ in try WebSocketClient(port: server.port) }
            running.cancel()
            for client in streams.suffix(15) { #expect(try client.rest().isEmpty) }
            for socket in others { while !(try socket.raw.receive().isEmpty) {} }
        }
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(server.httpConnectionCount == 0)
        #expect(server.webSocketCount == 0)
    }

    @Test func `a server that never ran lets go of its port`() async throws {
        let port: Int
        do {
            let server = try Self.server { _ in .text("warp") }
            port = server.port
        }
        let next = try Self.server({ $0.port = port }) { _ in .text("weft") }
        #expect(next.port == port)
    }

    @Test func `draining waits for responders whose clients have left`() async throws {
        let (started, go, ended) = (Event(), Event(), Event())
        let server = try Self.server { _ in
            started.fire()
            _ = try? await onThread { go.wait() }
            ended.fire()
            return .text("nobody hears it")
        }
        async let running: Void = server.run()
        try await onThread {
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            #expect(started.wait() != nil)
            client.reset()
            #expect(eventually { server.httpConnectionCount == 0 })
            server.drain()
            go.fire()
        }
        try await running
        #expect(ended.hasHappened(within: .zero) || ended.wait() != nil)
    }
}
