import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct BackpressureTests {
    @Test func `ten megabytes and a slow reader: all of it arrives, and little of it early`() async throws {
        let count = 10 << 20
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n")
            for piece in 0..<(count / 1024) {
                try connection.write([UInt8](repeating: UInt8(truncatingIfNeeded: piece), count: 1024))
            }
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest()
        let response = try await transport.send(HTTPRequest(.get, server.url))
        let stream = try #require(response.body.stream)
        var offset = 0
        while let part = try await stream.next() {
            for byte in part {
                if byte != UInt8(truncatingIfNeeded: offset / 1024) {
                    Issue.record("byte \(offset) is not in its place")
                }
                offset += 1
            }
            await Task.yield()
        }
        #expect(offset == count)
    }

    @Test func `a response nobody reads stops its sender`() async throws {
        let limit = 64 << 20
        let full = Signal<Int>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(limit)\r\n\r\n")
            full.send(try connection.writeUntilFull(upTo: limit))
            connection.waitForEnd()
        }
        let transport = try CurlTransport.forTest {
            $0.responseBufferHighWater = 32 * 1024
            $0.responseBufferLowWater = 1024
        }
        let response = try await transport.send(HTTPRequest(.get, server.url))
        // What the system's two socket buffers hold, which may be tens of megabytes, and our own buffer.
        let written = try #require(await full.next)
        #expect(written < limit)
        response.body.discard()
    }
}
