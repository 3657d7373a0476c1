import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite(.timeLimit(.minutes(1))) struct ResponseTests {
    @Test func `a small answer comes as bytes, without the fields that frame it`() async throws {
        let server = try RawServer.always(
            "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: keep-alive\r\n\r\nweft"
        )
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url + "/looms?colour=red"))

        #expect(response.status == 201)
        #expect(response.headers == ["Content-Type": "text/plain"])
        #expect(response.body.whole.map { String(decoding: $0, as: UTF8.self) } == "weft")
    }

    @Test func `a head split at any byte is the same head`() async throws {
        let text = "HTTP/1.1 200 OK\r\nX-Loom: 7\r\nContent-Length: 4\r\n\r\nwarp"
        let transport = try CurlTransport.forTest()
        for split in 1..<text.utf8.count {
            let server = try RawServer { connection in
                _ = try connection.readRequest()
                try connection.write(Array(text.utf8.prefix(split)))
                try connection.write(Array(text.utf8.dropFirst(split)))
                connection.waitForEnd()
            }
            let response = try await transport.send(HTTPRequest(.get, server.url))
            #expect(response.status == 200)
            #expect(response.headers == ["X-Loom": "7"])
            #expect(try await response.body.text == "warp")
        }
    }

    @Test func `chunks arrive one after the other, while the answer goes on`() async throws {
        let goOn = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            for part in ["5\r\nwarp \r\n", "4\r\nweft\r\n", "0\r\nX-Trailer: late\r\n\r\n"] {
                goOn.block()
                try connection.write(part)
            }
            connection.waitForEnd()
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        let stream = try #require(response.body.stream)
        goOn.send()
        #expect(try await stream.next() == ArraySlice("warp ".utf8))
        goOn.send()
        #expect(try await stream.next() == ArraySlice("weft".utf8))
        goOn.send()
        #expect(try await stream.next() == nil)
        #expect(try await stream.next() == nil)
        #expect(response.headers == [:])
    }

    @Test func `the length of a streamed body is told where the head says it`() async throws {
        let goOn = Signal<Void>()
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
            goOn.block()
            try connection.write("silk")
            connection.waitForEnd()
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        goOn.send()
        guard case .stream(_, let length) = response.body else {
            Issue.record("the body came whole")
            return
        }
        #expect(length == 4)
        #expect(try await response.body.text == "silk")
    }

    @Test func `informational answers are passed over`() async throws {
        let server = try RawServer.always(
            "HTTP/1.1 103 Early Hints\r\nLink: </loom.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nX-Loom: none\r\nContent-Length: 0\r\n\r\n")
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        #expect(response.status == 404)
        #expect(response.headers == ["X-Loom": "none"])
        #expect(response.body.whole == [])
    }

    @Test func `repeated fields are all kept, in order`() async throws {
        let server = try RawServer.always(
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: \r\nset-cookie:b=2  \r\nContent-Length: 0\r\n\r\n")
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        #expect(response.headers.values("Set-Cookie") == ["a=1", "b=2"])
        #expect(response.headers["X"] == "")
    }

    @Test func `a body without a length ends with its connection`() async throws {
        let server = try RawServer { connection in
            _ = try connection.readRequest()
            try connection.write("HTTP/1.1 200 OK\r\n\r\nall the yarn")
        }
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        #expect(try await response.body.text == "all the yarn")
    }

    @Test func `an answer to HEAD has no body, whatever its length says`() async throws {
        let server = try RawServer.always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        let transport = try CurlTransport.forTest()
        for _ in 0..<2 {
            let response = try await transport.send(HTTPRequest(.head, server.url))
            #expect(try await response.body.text == "")
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a redirect is an answer`() async throws {
        let server = try RawServer.always("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        let response = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        #expect(response.status == 302)
        #expect(response.headers["Location"] == "/elsewhere")
    }

    @Test func `what comes compressed stays so unless decompression is asked for`() async throws {
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 43, 79, 77, 43, 1, 0, 246, 55, 127, 253, 4, 0, 0, 0,
        ]
        let server = try RawServer { connection in
            while let request = try connection.readRequest() {
                let wasAsked = request.values("Accept-Encoding").contains { $0.contains("gzip") }
                try connection.write(
                    "HTTP/1.1 200 OK\r\nX-Asked: \(wasAsked)\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: \(packed.count)\r\n\r\n")
                try connection.write(packed)
            }
        }
        let plain = try await CurlTransport.forTest().send(HTTPRequest(.get, server.url))
        #expect(plain.headers == ["X-Asked": "false", "Content-Encoding": "gzip"])
        #expect(try await plain.body.collect(upTo: 100) == packed[...])

        let asking = try CurlTransport.forTest { $0.acceptsCompression = true }
        let unpacked = try await asking.send(HTTPRequest(.get, server.url))
        #expect(unpacked.headers == ["X-Asked": "true"])
        #expect(try await unpacked.body.text == "weft")
    }
}
