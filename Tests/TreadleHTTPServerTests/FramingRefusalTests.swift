import Testing
import TreadleHTTP
import TreadleHTTPServer

@Suite struct FramingRefusalTests {
    @Test(arguments: [
        ("both framings", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("two equal lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400),
        ("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\ncontent-length: 4\r\n\r\nabc", 400),
        ("other encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        ("two encodings", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        (
            "encoding twice",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400
        ),
        ("hidden encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
        ("encoding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("no host", "GET / HTTP/1.1\r\n\r\n", 400),
        ("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("space in a name", "GET / HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n", 400),
        ("space in a target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("no path", "GET looms HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("other expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 1\r\n\r\n", 417),
        ("no chunk length", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
        ("no colon", "GET / HTTP/1.1\r\nHost: a\r\nwarp\r\n\r\n", 400),
        (
            "folded name", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encodin: chunked\r\n g\r\n\r\n0\r\n\r\n",
            400
        ),
        ("folded first", "POST / HTTP/1.1\r\nContent-Lengt: 3\r\n h\r\nHost: a\r\n\r\nabc", 400),
        ("folded value", "GET / HTTP/1.1\r\nHost: a\r\nX-Weave: plain\r\n\ttwill\r\n\r\n", 400),
        (
            "cut encoding",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\0x\r\n\r\n0\r\n\r\n", 400
        ),
        ("cut value", "GET / HTTP/1.1\r\nX-Weave: plain\0twill\r\nHost: a\r\n\r\n", 400),
        ("bare line feed", "GET / HTTP/1.1\r\nX-Weave: plain\nHost: a\r\n\r\n", 400),
        ("bare carriage return", "GET / HTTP/1.1\r\nHost: a\r\nX-Weave: a\rContent-Length: 3\r\n\r\n", 400),
        ("version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ])
    func `is refused, and the connection closed`(name: String, request: String, status: Int) async throws {
        let calls = Counter()
        try await withServer(answer: { _ in
            calls.count()
            return .text("taken")
        }) { server in
            let client = try RawClient(port: server.port)
            // What follows must not be taken for a request: that is how requests are smuggled.
            try client.send(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.response()
            #expect(response.status == status, "\(name)")
            let rest = try client.rest()
            #expect(rest.isEmpty, "\(name): \(String(decoding: rest, as: UTF8.self))")
            #expect(calls.value == 0, "\(name)")
        }
    }

    @Test(arguments: [("-3", 400), ("3, 3", 400), ("+3", 400), ("0x3", 400), ("99999999999999999999", 413)])
    func `a length that is no number is refused, and the connection closed`(length: String, status: Int) async throws {
        let calls = Counter()
        try await withServer(answer: { _ in
            calls.count()
            return .text("taken")
        }) { server in
            let client = try RawClient(port: server.port)
            let request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
            try client.send(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
            // The library refuses these itself, and says so twice.
            #expect(try client.head().status == status)
            _ = try client.rest()
            #expect(calls.value == 0)
        }
    }

    @Test func `a refusal is JSON that OpenAI's clients read`() async throws {
        try await withServer { server in
            let response = try RawClient(port: server.port).request("GET / HTTP/1.1\r\n\r\n")
            #expect(response.headers["Content-Type"] == "application/json")
            let message = "there is no Host field"
            #expect(
                response.text
                    == #"{"error":{"message":"\#(message)","type":"invalid_request_error","param":null,"#
                    + #""code":"malformed_request"}}"#)
        }
    }

    @Test(arguments: ["", "b", " b", "\tb", "  b\u{DF}c  d", "b \t "])
    func `blanks around a value are not part of it`(value: String) async throws {
        try await withServer(answer: { .text($0.headers["X-Weave"] ?? "none") }) { server in
            let client = try RawClient(port: server.port)
            let trimmed = value.drop { $0 == " " || $0 == "\t" }
            let expected = String(trimmed.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            for name in ["X-Weave", "x-weave"] {
                let head = "GET / HTTP/1.1\r\nHost: a \r\n\(name):\(value)\r\nX-Loom: 1\r\n\r\n"
                #expect(try client.request(head).text == expected)
            }
        }
    }

    @Test func `HTTP 1.0 needs no host`() async throws {
        try await withServer { server in
            let response = try RawClient(port: server.port).request("GET / HTTP/1.0\r\n\r\n")
            #expect(response.status == 200)
        }
    }

    @Test func `a refusal reaches a client that is still sending`() async throws {
        try await withServer { server in
            let client = try RawClient(port: server.port)
            let head = "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2000000\r\n\r\n"
            try client.send(Array(head.utf8) + [UInt8](repeating: 119, count: 2_000_000))
            #expect(try client.response().status == 400)
        }
    }
}
