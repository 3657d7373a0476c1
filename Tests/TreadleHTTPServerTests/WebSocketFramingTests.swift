import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct WebSocketFramingTests {
    @Test(arguments: [0, 1, 125, 126, 127, 65535, 65536, 1_000_000])
    func `text of any length comes back`(length: Int) async throws {
        try await withServer(webSockets: RecordingSockets()) { server in
            let client = try WebSocketClient(port: server.port)
            let text = String(repeating: "w", count: length)
            try client.send(text)
            #expect(try client.text() == text)
        }
    }

    @Test func `binary messages are told from text`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.raw.send(WebSocketClient.frame(2, [0, 255, 128]))
            #expect(try client.text() == "3 bytes")
            #expect(sockets.messages.withLock { $0 } == [.binary([0, 255, 128])])
        }
    }

    @Test func `fragments make one message, with a ping between them`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            // The letter is cut in two.
            let bytes = Array("Köper".utf8)
            try client.raw.send(
                WebSocketClient.frame(1, bytes[..<2], isFinal: false) + WebSocketClient.frame(9, Array("tick".utf8))
                    + WebSocketClient.frame(0, [], isFinal: false) + WebSocketClient.frame(0, bytes[2...]))
            #expect(try client.next() == .init(opcode: 10, payload: Array("tick".utf8)))
            #expect(try client.text() == "Köper")
            #expect(sockets.messages.withLock { $0.count } == 1)
        }
    }

    @Test func `frames are heard byte by byte`() async throws {
        try await withServer(webSockets: RecordingSockets()) { server in
            let client = try WebSocketClient(port: server.port)
            for byte in WebSocketClient.text("slow") + WebSocketClient.frame(9, [1]) + WebSocketClient.text("loom") {
                try client.raw.send([byte])
            }
            // A pong may overtake text that arrived in the same packet.
            let frames = try (0..<3).map { _ in try client.next() }
            #expect(frames.filter { $0.opcode == 10 }.count == 1)
            #expect(frames.filter { $0.opcode == 1 }.map(\.text) == ["slow", "loom"])
        }
    }

    @Test(
        arguments: [
            ("unmasked", WebSocketClient.frame(1, Array("warp".utf8), isMasked: false), 1002),
            ("reserved bit", WebSocketClient.frame(1, Array("warp".utf8), reserved: 4), 1002),
            ("reserved opcode", WebSocketClient.frame(3, Array("warp".utf8)), 1002),
            ("continuation of nothing", WebSocketClient.frame(0, Array("warp".utf8)), 1002),
            (
                "message within a message",
                WebSocketClient.frame(1, [97], isFinal: false) + WebSocketClient.frame(1, [98]), 1002
            ),
            ("long ping", WebSocketClient.frame(9, [UInt8](repeating: 1, count: 126)), 1002),
            ("fragmented ping", WebSocketClient.frame(9, [1], isFinal: false), 1002),
            ("long close", WebSocketClient.frame(8, [3, 232] + [UInt8](repeating: 97, count: 124)), 1002),
            ("close code 1005", WebSocketClient.close(1005), 1002),
            ("length not the shortest", [0x81, 0xFE, 0x00, 0x01, 1, 2, 3, 4, 96], 1002),
            ("bad UTF-8", WebSocketClient.frame(1, [0xC3, 0x28]), 1007),
            ("cut-off UTF-8", WebSocketClient.frame(1, [0xC3]), 1007),
            ("surrogate", WebSocketClient.frame(1, [0xED, 0xA0, 0x80]), 1007),
            ("bad UTF-8 in a reason", WebSocketClient.frame(8, [3, 232, 0xC3, 0x28]), 1007),
        ] as [(String, [UInt8], UInt16)])
    func `a broken frame is answered with a close that says why`(name: String, frame: [UInt8], code: UInt16)
        async throws
    {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.send("before")
            #expect(try client.text() == "before")
            try client.raw.send(frame + WebSocketClient.text("after"))
            let closing = try client.closing()
            #expect(closing.code == code)
            #expect(closing.ends)
            #expect(sockets.closing()?.rawValue == code)
            #expect(sockets.messages.withLock { $0.count } == 1)
        }
    }

    @Test func `messages up to the limit are taken`() async throws {
        try await withServer({ $0.maximumMessageSize = 1000 }, webSockets: RecordingSockets()) { server in
            let client = try WebSocketClient(port: server.port)
            let text = String(repeating: "w", count: 1000)
            try client.send(text)
            #expect(try client.text() == text)
            let half = [UInt8](repeating: 119, count: 500)
            try client.raw.send(WebSocketClient.frame(1, half, isFinal: false) + WebSocketClient.frame(0, half))
            #expect(try client.text() == text)
        }
    }

    @Test(arguments: [
        WebSocketClient.frame(1, [UInt8](repeating: 119, count: 1001)),
        WebSocketClient.frame(1, [UInt8](repeating: 119, count: 500), isFinal: false)
            + WebSocketClient.frame(0, [UInt8](repeating: 119, count: 501)),
        // Announced, and nothing of it ever sent.
        [0x81, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4],
    ])
    func `a message over the limit closes with 1009`(frames: [UInt8]) async throws {
        let sockets = RecordingSockets()
        try await withServer({ $0.maximumMessageSize = 1000 }, webSockets: sockets) { server in
            let client = try WebSocketClient(port: server.port)
            try client.raw.send(frames)
            if frames.count < 20 { try client.raw.send([0]) }
            #expect(try client.closing().code == 1009)
            #expect(sockets.closing() == .messageTooBig)
        }
    }

    @Test func `a sender of far too much can still read why`() async throws {
        try await withServer({ $0.maximumMessageSize = 1000 }, webSockets: RecordingSockets()) { server in
            let client = try WebSocketClient(port: server.port)
            try client.raw.send(WebSocketClient.frame(1, [UInt8](repeating: 119, count: 3_000_000)))
            #expect(try client.closing().code == 1009)
        }
    }

    @Test func `a message may come in so many fragments, and one more closes with 1009`() async throws {
        let sockets = RecordingSockets()
        try await withServer(webSockets: sockets) { server in
            // What a fragment costs does not show in the length of its message.
            let limit = 65_536
            let middle = [[UInt8]](repeating: WebSocketClient.frame(0, [119], isFinal: false), count: limit - 2)
            let start = WebSocketClient.frame(1, [119], isFinal: false) + middle.joined()
            let client = try WebSocketClient(port: server.port)
            for _ in 0..<2 {
                try client.raw.send(start + WebSocketClient.frame(0, [119]))
                #expect(try client.text().utf8.count == limit)
            }
            try client.raw.send(start + WebSocketClient.frame(0, [119], isFinal: false))
            try client.raw.send(WebSocketClient.frame(0, [119]))
            let closing = try client.next()
            #expect(closing.closeCode == 1009)
            let reason = String(decoding: closing.payload.dropFirst(2).prefix(100), as: UTF8.self)
            #expect(reason == "more than 65536 fragments")
            #expect(sockets.closing() == .messageTooBig)
        }
    }
}
