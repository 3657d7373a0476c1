import Glibc
import TreadleHTTP

/// A WebSocket's client side, byte for byte, on a ``RawClient``.
struct WebSocketClient: Sendable {
    struct Frame: Equatable {
        var isFinal = true
        var opcode: UInt8
        var payload: [UInt8]

        var text: String { String(decoding: self.payload, as: UTF8.self) }
        /// A close frame's code; 1005 for none.
        var closeCode: UInt16 {
            self.payload.count < 2 ? 1005 : UInt16(self.payload[0]) << 8 | UInt16(self.payload[1])
        }
    }

    static let handshake = """
        GET /ws HTTP/1.1\r\nHost: mill\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n
        """

    let raw: RawClient

    /// Shakes hands; what stands in `early` goes out in the same packet.
    init(port: Int, receiveBuffer: Int32? = nil, early: [UInt8] = []) throws {
        self.raw = try RawClient(port: port, receiveBuffer: receiveBuffer)
        try self.raw.send(Array(Self.handshake.utf8) + early)
        let head = try self.raw.head()
        guard head.status == 101, head.headers["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" else {
            throw RawClient.Failure(description: "no handshake: \(head)")
        }
    }

    /// A frame as a client sends it.
    static func frame(
        _ opcode: UInt8, _ payload: some Collection<UInt8>, isFinal: Bool = true, isMasked: Bool = true,
        reserved: UInt8 = 0
    ) -> [UInt8] {
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        let mask: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ..<126: bytes.append(mask | UInt8(payload.count))
        case ..<65536: bytes += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default: bytes += [mask | 127] + (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 0xFF) }
        }
        guard isMasked else { return bytes + payload }
        let key: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        return bytes + key + payload.enumerated().map { $1 ^ key[$0 & 3] }
    }

    static func text(_ text: String) -> [UInt8] { Self.frame(1, Array(text.utf8)) }

    static func close(_ code: UInt16, _ reason: String = "") -> [UInt8] {
        Self.frame(8, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8))
    }

    func send(_ text: String) throws { try self.raw.send(Self.text(text)) }

    /// The next frame, whatever it is.
    func next() throws -> Frame {
        let head = try self.raw.receive(exactly: 2)
        guard head[1] & 0x80 == 0 else { throw RawClient.Failure(description: "a server's frame is masked") }
        var length = Int(head[1])
        if length == 126 {
            length = try self.raw.receive(exactly: 2).reduce(0) { $0 << 8 | Int($1) }
        } else if length == 127 {
            length = try self.raw.receive(exactly: 8).reduce(0) { $0 << 8 | Int($1) }
        }
        let payload = try self.raw.receive(exactly: length)
        return Frame(isFinal: head[0] & 0x80 != 0, opcode: head[0] & 0x0F, payload: payload)
    }

    /// The next text message.
    func text() throws -> String {
        let frame = try self.next()
        guard frame.opcode == 1 else { throw RawClient.Failure(description: "no text but \(frame)") }
        return frame.text
    }

    /// Reads on to the close frame and returns its code, and whether the connection ends after it.
    func closing() throws -> (code: UInt16, ends: Bool) {
        while true {
            let frame = try self.next()
            if frame.opcode == 8 { return (frame.closeCode, try self.raw.isAtEnd()) }
        }
    }
}
