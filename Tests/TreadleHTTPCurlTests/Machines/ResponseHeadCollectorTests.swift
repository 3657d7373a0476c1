import Testing
import TreadleHTTP

@testable import TreadleHTTPCurl

@Suite struct ResponseHeadCollectorTests {
    /// What the lines come to, fed one by one.
    private func head(_ lines: [String], limit: Int = 1000, decodesBody: Bool = false)
        -> [ResponseHead.Collector.Result]
    {
        var collector = ResponseHead.Collector(limit: limit, decodesBody: decodesBody)
        return lines.map { collector.add(Array($0.utf8)) }.filter { $0 != .more }
    }

    @Test func `lines become a head`() {
        #expect(
            self.head(["HTTP/1.1 200 OK\r\n", "X-Loom: 7\r\n", "X-Loom:\t8 \r\n", "\r\n"])
                == [.head(ResponseHead(status: 200, headers: ["X-Loom": "7", "X-Loom": "8"]))])
    }

    @Test func `a status needs no reason, and bare line feeds are line breaks`() {
        #expect(self.head(["HTTP/2 204\r\n", "\r\n"]) == [.head(ResponseHead(status: 204))])
        #expect(self.head(["HTTP/1.0 204 \n", "\n"]) == [.head(ResponseHead(status: 204))])
    }

    @Test func `a line that begins with white space goes on with the one before`() {
        #expect(
            self.head(["HTTP/1.1 200 OK\r\n", "X: a\r\n", "  b\r\n", "\r\n"])
                == [.head(ResponseHead(status: 200, headers: ["X": "a b"]))])
    }

    @Test func `the length is told, unless chunks or decompression make it another`() {
        let lines = ["HTTP/1.1 200 OK\r\n", "Content-Length: 5\r\n"]
        #expect(self.head(lines + ["\r\n"]) == [.head(ResponseHead(status: 200, length: 5))])
        #expect(self.head(lines + ["Transfer-Encoding: chunked\r\n", "\r\n"]) == [.head(ResponseHead(status: 200))])
        let packed = lines + ["content-encoding: gzip\r\n", "\r\n"]
        #expect(self.head(packed, decodesBody: true) == [.head(ResponseHead(status: 200))])
        #expect(
            self.head(packed) == [.head(ResponseHead(status: 200, headers: ["content-encoding": "gzip"], length: 5))])
    }

    @Test func `informational heads and trailers are not the head`() {
        #expect(
            self.head([
                "HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n",
                "X-Trailer: y\r\n",
                "\r\n",
            ]) == [.head(ResponseHead(status: 200))])
    }

    @Test func `a head over the limit is malformed, at any of its lines`() {
        let lines = ["HTTP/1.1 200 OK\r\n", "X: \(String(repeating: "w", count: 20))\r\n", "\r\n"]
        let count = lines.joined().utf8.count
        #expect(self.head(lines, limit: count).count == 1)
        #expect(self.head(lines, limit: count - 1) == [.malformed])
        #expect(self.head(lines, limit: 18).first == .malformed)
        #expect(self.head(lines, limit: 16).first == .malformed)
    }

    @Test(arguments: ["220 ready\r\n", "HTTP/1.1\r\n", "HTTP/1.1 abc OK\r\n", "\r\n"])
    func `what is no status line is malformed`(line: String) {
        #expect(self.head([line]) == [.malformed])
    }
}
