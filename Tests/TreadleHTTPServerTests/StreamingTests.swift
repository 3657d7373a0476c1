import Synchronization
import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct StreamingTests {
    /// Reads a body slowly enough that the connection is paused again and again.
    @Sendable static func compare(_ request: HTTPRequest) async -> HTTPResponse {
        guard case .stream(let stream, let length) = request.body else { return .text("in one piece") }
        var (whole, parts) = ([UInt8](), 0)
        do {
            while let part = try await stream.next() {
                whole += part
                parts += 1
                await Task.yield()
                if parts % 8 == 0 { try await Task.sleep(for: .milliseconds(1)) }
            }
            return .text("\(whole.count) \(whole == Self.bytes) \(length ?? -1)")
        } catch {
            return .text("\(error)", status: 500)
        }
    }

    static let bytes = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 / 3) }

    @Test(arguments: 0..<5)
    func `five megabytes in chunks reach a slow reader whole`(round: Int) async throws {
        try await withServer(answer: Self.compare) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nTransfer-Encoding: chunked\r\n\r\n")
            var rest = Self.bytes[...]
            var size = 1
            while !rest.isEmpty {
                let part = rest.prefix(size)
                rest = rest.dropFirst(size)
                size = size % 70_001 * 3 + 1
                try client.send(Array("\(String(part.count, radix: 16))\r\n".utf8) + part + Array("\r\n".utf8))
            }
            try client.send("0\r\n\r\n")
            #expect(try client.response().text == "5000000 true -1")
        }
    }

    @Test(arguments: 0..<3)
    func `five megabytes of known length reach a slow reader whole`(round: Int) async throws {
        try await withServer(answer: Self.compare) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 5000000\r\n\r\n")
            try client.send(Self.bytes)
            #expect(try client.response().text == "5000000 true 5000000")
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").text == "in one piece")
        }
    }

    @Test func `a reader that does not read pauses the sender`() async throws {
        let go = Event()
        try await withServer(answer: { request in
            guard case .stream(let stream, _) = request.body else { return .text("in one piece") }
            _ = try? await onThread { go.wait() }
            var count = 0
            while let part = try? await stream.next() { count += part.count }
            return .text("\(count)")
        }) { server in
            let client = try RawClient(port: server.port)
            let sent = Counter()
            let length = 60_000_000
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: \(length)\r\n\r\n")
            Task.detached {
                try? await onThread {
                    let part = [UInt8](repeating: 119, count: 100_000)
                    for _ in 0..<(length / part.count) {
                        try client.send(part)
                        sent.count(part.count)
                    }
                }
            }
            #expect(settled { sent.value } < length / 2)
            go.fire()
            #expect(try client.response().text == "\(length)")
        }
    }

    @Test func `a body nobody reads is dropped, and the connection goes on`() async throws {
        try await withServer(answer: { _ in .text("no need") }) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 5000000\r\n\r\n")
            try client.send(Self.bytes)
            #expect(try client.response().text == "no need")
            #expect(try client.request("GET / HTTP/1.1\r\nHost: mill\r\n\r\n").text == "no need")
        }
    }

    @Test func `a client that reads slowly pauses the stream`() async throws {
        let part = [UInt8](repeating: 119, count: 100_000)[...]
        let count = 2000
        let body = ScriptedBody { $0 < count ? part : nil }
        try await withServer(answer: { _ in HTTPResponse(200, body: .stream(body)) }) { server in
            let client = try RawClient(port: server.port, receiveBuffer: 4096)
            try client.send("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            // 200 MB in all; the kernel takes a few.
            #expect(settled { body.asked.withLock { $0 } } < count / 4)
            _ = try client.head()
            var length = 0
            while let chunk = try client.chunk() { length += chunk.count }
            #expect(length == count * part.count)
            #expect(body.cancelled.withLock { $0 } == 0)
        }
    }

    @Test func `a body can be the answer, though the answer cannot go out before the body is in`() async throws {
        try await withServer(answer: { HTTPResponse(200, body: $0.body) }) { server in
            let client = try RawClient(port: server.port)
            try client.send("POST / HTTP/1.1\r\nHost: mill\r\nContent-Length: 5000000\r\n\r\n")
            try client.send(Self.bytes)
            #expect(try client.response().body == Self.bytes)
        }
    }

    @Test func `events arrive one by one`() async throws {
        let next = Mutex<CheckedContinuation<ArraySlice<UInt8>?, Never>?>(nil)
        let body = ScriptedBody { _ in
            await withCheckedContinuation { continuation in next.withLock { $0 = continuation } }
        }
        try await withServer(answer: { _ in
            HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .stream(body))
        }) { server in
            let client = try RawClient(port: server.port)
            try client.send("GET / HTTP/1.1\r\nHost: mill\r\n\r\n")
            #expect(try client.head().headers["Content-Type"] == "text/event-stream")
            for number in 0..<100 {
                let event = Array("data: \(number)\n\n".utf8)
                #expect(eventually { next.withLock { $0 != nil } })
                next.withLock { continuation in
                    defer { continuation = nil }
                    return continuation
                }?.resume(returning: event[...])
                #expect(try client.chunk() == event)
            }
            #expect(eventually { next.withLock { $0 != nil } })
            next.withLock { $0 }?.resume(returning: nil)
            #expect(try client.chunk() == nil)
        }
    }
}
