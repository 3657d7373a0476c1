import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct UploadTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test(arguments: [nil, 13])
    func `a streamed body goes out part by part, chunked without a length`(length: Int?) async throws {
        let seen = Signal<RawConnection.Request>()
        let server = try RawServer { connection in
            guard let request = try connection.readRequest() else { return }
            seen.send(request)
            try connection.write(Self.ok)
            connection.waitForEnd()
        }
        let body = ScriptedBody([.part("warp, "), .part(""), .part("weft"), .part("...")])
        let response = try await CurlTransport.forTest().send(
            HTTPRequest(.post, server.url, body: .stream(body, length: length)))
        #expect(try await response.body.text == "ok")
        let request = try #require(await seen.next)
        #expect(request.bodyText == "warp, weft...")
        #expect(request.values("Transfer-Encoding") == (length == nil ? ["chunked"] : []))
        #expect(request.values("Content-Length") == (length == nil ? [] : ["13"]))
        #expect(request.values("Expect") == [])
    }

    @Test func `a server that does not read holds the stream back`() async throws {
        let goOn = Signal<Void>()
        let server = try RawServer(receiveBuffer: 64 * 1024) { connection in
            _ = connection.readHead()
            goOn.block()
            var count = 0
            while let chunk = try connection.readChunk() { count += chunk.count }
            try connection.write("HTTP/1.1 200 OK\r\nX-Count: \(count)\r\nContent-Length: 0\r\n\r\n")
            connection.waitForEnd()
        }
        let piece = [UInt8](repeating: 7, count: 256 * 1024)
        let body = ScriptedBody(Array(repeating: .bytes(piece), count: 200))
        let transport = try CurlTransport.forTest()
        async let response = transport.send(HTTPRequest(.post, server.url, body: .stream(body)))
        var pulls = 0
        // The system's buffers take some, a tenth at most of what there is; then nothing more is asked for.
        repeat {
            pulls = body.pullCount
            try await transport.goRound()
        } while body.pullCount != pulls || pulls == 0
        #expect(body.pullCount < 100)
        goOn.send()
        #expect(try await response.headers["X-Count"] == "\(200 * 256 * 1024)")
        #expect(body.pullCount == 201)
    }

    @Test func `a body that breaks off ends the request`() async throws {
        let end = Signal<Void>()
        let server = try RawServer { connection in
            _ = connection.readHead()
            connection.waitForEnd()
            end.send()
        }
        let body = ScriptedBody([.part("half a "), .fail])
        let transport = try CurlTransport.forTest()
        let error = await httpError {
            _ = try await transport.send(HTTPRequest(.post, server.url, body: .stream(body)))
        }
        #expect(error?.code == .brokenOff)
        #expect(error?.cause is ScriptedBody.Broken)
        await end.next
    }

    @Test(arguments: [3, 5])
    func `a body of another length than announced ends the request`(length: Int) async throws {
        let server = try RawServer.always(Self.ok)
        let transport = try CurlTransport.forTest()
        let error = await httpError {
            _ = try await transport.send(
                HTTPRequest(.post, server.url, body: .stream(ScriptedBody([.part("weft")]), length: length)))
        }
        #expect(error?.code == .malformed)
    }

    @Test func `request and response may stream at the same time`() async throws {
        let server = try RawServer { connection in
            _ = connection.readHead()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while let chunk = try connection.readChunk() {
                try connection.write("\(String(chunk.count, radix: 16))\r\n")
                try connection.write(chunk + Array("\r\n".utf8))
            }
            try connection.write("0\r\n\r\n")
            connection.waitForEnd()
        }
        let body = RelayedBody()
        let response = try await CurlTransport.forTest().send(HTTPRequest(.post, server.url, body: .stream(body)))
        let stream = try #require(response.body.stream)
        for thread in ["red", "green", "blue"] {
            body.give(thread)
            #expect(try await stream.next() == ArraySlice(thread.utf8))
        }
        body.give(nil)
        #expect(try await stream.next() == nil)
    }

    @Test func `giving the request up gives its body up`() async throws {
        let server = try RawServer { connection in connection.waitForEnd() }
        let body = ScriptedBody([.part("weft"), .stall])
        let transport = try CurlTransport.forTest()
        let task = Task { try await transport.send(HTTPRequest(.post, server.url, body: .stream(body))) }
        task.cancel()
        await body.cancelled.next
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `a request that is refused gives its body up`() async throws {
        let body = ScriptedBody([.stall])
        let transport = try CurlTransport.forTest()
        _ = await httpError { _ = try await transport.send(HTTPRequest(.post, "ftp://mill", body: .stream(body))) }
        await body.cancelled.next
    }
}

/// A body that gives out what it is given.
final class RelayedBody: HTTPBodyStream {
    private let parts = Signal<String?>()

    func give(_ part: String?) { self.parts.send(part) }

    func next() async throws -> ArraySlice<UInt8>? {
        guard let part = await self.parts.next, let part else { return nil }
        return ArraySlice(part.utf8)
    }

    func cancel() {}
}
