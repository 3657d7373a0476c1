import Glibc
import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct WebSocketClosingTests {
    @Test(arguments: [1000, 1001, 3000, 4999] as [UInt16])
    func `a peer's close is answered with the same code`(code: UInt16) async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.raw.send(WebSocketClient.close(code, "the piece is done"))
            let frame = try client.next()
            #expect(frame.closeCode == code)
            #expect(try client.raw.isAtEnd())
            #expect(sockets.closing()?.rawValue == code)
            #expect(eventually { server.webSocketCount == 0 })
        }
    }

    @Test func `an empty close is answered with an empty one`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.raw.send(WebSocketClient.frame(8, []))
            #expect(try client.next() == .init(opcode: 8, payload: []))
            #expect(sockets.closing()?.rawValue == 1005)
        }
    }

    @Test func `our close comes after what was sent before it`() async throws {
        let sockets = RecordingSockets { _, connection in
            for number in 0..<50 { connection.send(text: Array("pick \(number)".utf8)[...]) }
            connection.close(.normal, reason: "done")
            connection.send(text: Array("too late".utf8)[...])
        }
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.send("go")
            for number in 0..<50 { #expect(try client.text() == "pick \(number)") }
            let frame = try client.next()
            #expect(frame.closeCode == 1000)
            #expect(String(decoding: frame.payload.dropFirst(2), as: UTF8.self) == "done")
            #expect(sockets.closings.withLock { $0.isEmpty })
            try client.raw.send(WebSocketClient.close(1000))
            #expect(try client.raw.isAtEnd())
            #expect(sockets.closing() == .normal)
        }
    }

    @Test func `a peer that does not answer our close is cut off`() async throws {
        let sockets = RecordingSockets { _, connection in connection.close(.policyViolation, reason: "") }
        try await withServer({ $0.closeTimeout = .milliseconds(100) }, webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.send("go")
            #expect(try client.closing() == (1008, true))
            #expect(sockets.closing() == .policyViolation)
        }
    }

    @Test func `a connection that ends without a close frame is abnormal`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            client.raw.close()
            #expect(sockets.closing() == .abnormal)
            let other = try WebSocketClient(port: server.port)
            other.raw.reset()
            #expect(eventually { sockets.closings.withLock { $0.count } == 2 })
            #expect(server.webSocketCount == 0)
        }
    }

    @Test func `a long reason is cut within its letters`() async throws {
        let sockets = RecordingSockets { _, connection in
            connection.close(.normal, reason: String(repeating: "ö", count: 100))
        }
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.send("go")
            let payload = try client.next().payload
            #expect(String(decoding: payload.dropFirst(2), as: UTF8.self) == String(repeating: "ö", count: 61))
        }
    }

    @Test func `a silent peer is pinged, and cut off when it stays silent`() async throws {
        let sockets = RecordingSockets()
        try await withServer(
            {
                $0.pingInterval = .milliseconds(50)
                $0.webSocketIdleTimeout = .milliseconds(400)
            }, webSockets: sockets
        ) { server in
            let client = try WebSocketClient(port: server.port)
            #expect(try client.next() == .init(opcode: 9, payload: []))
            let start = ContinuousClock.now
            while try !client.raw.isAtEnd() { _ = try client.raw.receive() }
            #expect(start.duration(to: .now) < .seconds(3))
            #expect(sockets.closing() == .abnormal)
        }
    }

    @Test func `what a peer says while the server is held up counts`() async throws {
        let isHeld = Event()
        let sockets = RecordingSockets { message, connection in
            guard case .text(let text) = message else { return }
            connection.send(text: text)
            guard text.elementsEqual("hold".utf8) else { return }
            isHeld.fire()
            // A session must not block. This one stands for whatever keeps the thread from its work.
            usleep(600_000)
        }
        try await withServer({ $0.webSocketIdleTimeout = .milliseconds(300) }, webSockets: sockets) { server in
            let (first, second) = try (WebSocketClient(port: server.port), WebSocketClient(port: server.port))
            try first.send("hold")
            #expect(isHeld.wait() != nil)
            try second.send("here")
            #expect(try second.text() == "here")
        }
    }

    @Test func `a peer that answers pings stays`() async throws {
        try await withServer(
            {
                $0.pingInterval = .milliseconds(50)
                $0.webSocketIdleTimeout = .seconds(1)
            }, webSockets: RecordingSockets()
        ) { server in
            let client = try WebSocketClient(port: server.port)
            let start = ContinuousClock.now
            while start.duration(to: .now) < .milliseconds(1600) {
                #expect(try client.next().opcode == 9)
                try client.raw.send(WebSocketClient.frame(10, []))
            }
            #expect(server.webSocketCount == 1)
        }
    }

    @Test func `sending on a closed connection does nothing, waiting throws`() async throws {
        let sockets = RecordingSockets()
        let connection = try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            client.raw.close()
            #expect(sockets.closing() != nil)
            return sockets.connection()
        }
        connection.send(text: Array("late".utf8)[...])
        connection.close(.normal, reason: "")
        await #expect { try await connection.waitUntilWritable() } throws: { ($0 as? HTTPError)?.code == .closed }
    }
}
