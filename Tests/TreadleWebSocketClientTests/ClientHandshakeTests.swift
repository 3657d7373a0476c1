import Testing
import TreadleHTTP

@testable import TreadleWebSocketClient

@Suite struct ClientHandshakeTests {
    /// The nonce of RFC 6455, section 1.3, and the answer it has there.
    private static let nonce = Array("the sample nonce".utf8)
    private static let answer = """
        HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nconnection: keep-alive, Upgrade\r\n\
        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n
        """

    @Test func `asks as RFC 6455 has it`() throws {
        let address = try ServerAddress("ws://mill.example:8080/ws?loom=7")
        let request = try ClientHandshake(nonce: Self.nonce).request(to: address, headers: ["X-Loom": "7"])
        let lines = String(decoding: request, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(
            lines == [
                "GET /ws?loom=7 HTTP/1.1", "Host: mill.example:8080", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "X-Loom: 7", "", "",
            ])
    }

    @Test func `refuses a header with a line break`() throws {
        let address = try ServerAddress("ws://mill.example/")
        #expect(throws: HTTPError.self) {
            try ClientHandshake(nonce: Self.nonce).request(to: address, headers: ["X-Loom": "7\r\nX-Other: 8"])
        }
    }

    @Test func `accepts a right answer, byte by byte, and hands over what follows`() throws {
        var handshake = ClientHandshake(nonce: Self.nonce)
        let bytes = Array(Self.answer.utf8)
        for byte in bytes.dropLast() { #expect(try handshake.receive([byte]) == nil) }
        #expect(try handshake.receive([bytes[bytes.count - 1], 0x81, 0x00]) == [0x81, 0x00])
    }

    @Test(arguments: [
        ("101 Switching", "401 Unauthorized", HTTPError.Code.unreachable),
        ("HTTP/1.1", "SSH-2.0", .malformed),
        ("WebSocket", "h2c", .malformed),
        ("keep-alive, Upgrade", "keep-alive", .malformed),
        ("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "s3pPLMBiTxaQ9kYGzzhZRbK+xOO=", .malformed),
        ("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n", .malformed),
    ])
    func `refuses an answer that is wrong in one place`(right: String, wrong: String, code: HTTPError.Code) throws {
        var handshake = ClientHandshake(nonce: Self.nonce)
        let answer = try #require(
            Self.answer.firstRange(of: right).map { Self.answer.replacingCharacters($0, with: wrong) })
        #expect { try handshake.receive(Array(answer.utf8)) } throws: { ($0 as? HTTPError)?.code == code }
    }

    @Test func `refuses a head without end`() throws {
        var handshake = ClientHandshake(nonce: Self.nonce)
        let most = [UInt8](repeating: 0x78, count: ClientHandshake.maximumHeadBytes)
        #expect(try handshake.receive(most) == nil)
        #expect(throws: HTTPError.self) { try handshake.receive([0x78]) }
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}
