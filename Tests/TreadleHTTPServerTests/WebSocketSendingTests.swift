import Glibc
import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct WebSocketSendingTests {
    @Test func `threads that send keep their order each`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            let connection = sockets.connection()
            let threads = 8
            let messages = 2000
            for thread in 0..<threads {
                Task.detached {
                    for number in 0..<messages { connection.send(text: Array("\(thread) \(number)".utf8)[...]) }
                }
            }
            var next = [Int](repeating: 0, count: threads)
            for _ in 0..<(threads * messages) {
                let parts = try client.text().split(separator: " ").compactMap { Int($0) }
                #expect(parts[1] == next[parts[0]])
                next[parts[0]] += 1
            }
            #expect(next.allSatisfy { $0 == messages })
        }
    }

    @Test func `two hundred connections echo at once`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let clients = try (0..<200).map { _ in try WebSocketClient(port: server.port) }
            #expect(eventually { server.webSocketCount == 200 })
            for round in 0..<5 {
                for (index, client) in clients.enumerated() { try client.send("\(index) \(round)") }
                for (index, client) in clients.enumerated() { #expect(try client.text() == "\(index) \(round)") }
            }
            for client in clients { client.raw.close() }
            #expect(eventually { server.webSocketCount == 0 })
            #expect(sockets.closings.withLock { $0.count } == 200)
        }
    }

    @Test func `answers to a slow reader wait, and so does reading from it`() async throws {
        let sockets = RecordingSockets()
        try await withServer({ $0.webSocketQueueMark = 64 * 1024 }, webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port, receiveBuffer: 4096)
            let message = String(repeating: "w", count: 50_000)
            let frame = WebSocketClient.text(message)
            let count = 400
            let writer = Event()
            Task.detached {
                // Blocks while the server does not read; the reader below sets it free.
                try? await onThread { for _ in 0..<count { try client.raw.send(frame) } }
                writer.fire()
            }
            // 20 MB are to be sent; most of it has not been read by the server.
            #expect(settled { sockets.messages.withLock { $0.count } } < count / 2)
            for _ in 0..<count { #expect(try client.text() == message) }
            #expect(writer.wait() != nil)
        }
    }

    @Test func `pings are not read on while their pongs are not`() async throws {
        try await withServer({ $0.webSocketQueueMark = 64 * 1024 }, webSockets: RecordingSockets()) { server in
            let client = try WebSocketClient(port: server.port, receiveBuffer: 4096)
            var patience = timeval(tv_sec: 1, tv_usec: 0)
            setsockopt(
                client.raw.descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            let ping = WebSocketClient.frame(9, [])
            let pings = Array([[UInt8]](repeating: ping, count: 100_000).joined())
            // The sockets' own buffers hold what some millions of empty pings come to, and no more.
            #expect(throws: RawClient.Failure.self) { for _ in 0..<120 { try client.raw.send(pings) } }
            #expect(server.webSocketCount == 1)
        }
    }

    @Test func `a peer that never reads is closed at the hard mark, and its writers are told`() async throws {
        let sockets = RecordingSockets()
        try await withServer(
            {
                $0.webSocketQueueMark = 64 * 1024
                $0.maximumWebSocketQueue = 1024 * 1024
                $0.closeTimeout = .milliseconds(200)
            }, webSockets: sockets
        ) { server in
            let client = try WebSocketClient(port: server.port, receiveBuffer: 4096)
            let connection = sockets.connection()
            let part = [UInt8](repeating: 119, count: 10_000)[...]
            for _ in 0..<2000 { connection.send(text: part) }
            #expect(sockets.closing() != nil)
            #expect(server.webSocketCount == 0)
            withExtendedLifetime(client) {}
        }
    }

    @Test func `a slow reader that reads on learns why it was closed`() async throws {
        let sockets = RecordingSockets()
        try await withServer(
            {
                $0.maximumWebSocketQueue = 1024 * 1024
                $0.closeTimeout = .milliseconds(500)
            }, webSockets: sockets
        ) { server in
            let client = try WebSocketClient(port: server.port, receiveBuffer: 4096)
            let connection = sockets.connection()
            let part = [UInt8](repeating: 119, count: 10_000)[...]
            for _ in 0..<2000 { connection.send(text: part) }
            #expect(try client.closing().code == 1008)
        }
    }

    @Test func `whoever waits for room goes on when there is some`() async throws {
        let sockets = RecordingSockets()
        try await withServer({ $0.webSocketQueueMark = 64 * 1024 }, webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port, receiveBuffer: 4096)
            let connection = sockets.connection()
            let sent = Counter()
            let done = Event()
            Task.detached {
                for _ in 0..<1000 {
                    try? await connection.waitUntilWritable()
                    connection.send(text: [UInt8](repeating: 119, count: 10_000)[...])
                    sent.count()
                }
                done.fire()
            }
            // The kernel keeps some megabytes; the rest waits.
            #expect(settled { sent.value } < 900)
            for _ in 0..<1000 { #expect(try client.text().utf8.count == 10_000) }
            #expect(done.wait() != nil)
        }
    }

    @Test func `a waiting writer can be cancelled`() async throws {
        let sockets = RecordingSockets()
        try await withServer({ $0.webSocketQueueMark = 1024 }, webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port, receiveBuffer: 4096)
            let connection = sockets.connection()
            let cancelled = Event()
            let sent = Counter()
            let task = Task.detached {
                do {
                    while true {
                        connection.send(text: [UInt8](repeating: 119, count: 100_000)[...])
                        sent.count()
                        try await connection.waitUntilWritable()
                    }
                } catch is CancellationError {
                    cancelled.fire()
                }
            }
            _ = settled { sent.value }
            task.cancel()
            #expect(cancelled.wait() != nil)
            withExtendedLifetime(client) {}
        }
    }

    @Test func `a session may send on other connections`() async throws {
        let all = Mutex<[any WebSocketConnection]>([])
        let broadcast = RecordingSockets { message, connection in
            guard case .text(let text) = message else { return }
            all.withLock { connections in
                if text.elementsEqual("join".utf8) { connections.append(connection) }
                for connection in connections { connection.send(text: text) }
            }
        }
        try await withServer(webSockets: broadcast) { server in
            let first = try WebSocketClient(port: server.port)
            try first.send("join")
            #expect(try first.text() == "join")
            let second = try WebSocketClient(port: server.port)
            try second.send("join")
            #expect(try first.text() == "join")
            #expect(try second.text() == "join")
            try second.send("news")
            #expect(try first.text() == "news")
            #expect(try second.text() == "news")
        }
    }
}
