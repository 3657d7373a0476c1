import Testing
import TreadleHTTP

@testable import TreadleHTTPServer

@Suite struct PlainResponseTests {
    @Test func `fields that frame a message are the server's alone`() {
        let response = HTTPResponse(
            413,
            headers: [
                "content-length": "3", "Transfer-Encoding": "chunked", "Connection": "keep-alive", "X-Loom": "7",
            ],
            body: .bytes(Array("warp".utf8)[...]))
        #expect(
            String(decoding: PlainResponse.serialized(response), as: UTF8.self)
                == "HTTP/1.1 413 Content Too Large\r\nX-Loom: 7\r\nContent-Length: 4\r\nConnection: close\r\n\r\nwarp")
    }

    @Test func `a line break in a field does not begin another`() {
        let response = HTTPResponse(408, headers: ["X-Loom": "7\r\nX-Weave: plain", "X-Warp\n": "1"])
        #expect(
            String(decoding: PlainResponse.serialized(response), as: UTF8.self)
                == "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }
}
