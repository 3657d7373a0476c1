internal import TreadleCore
internal import TreadleHTTP

/// The opening handshake (RFC 6455, section 4.2).
enum WebSocketHandshake {
    /// What a request for a WebSocket comes to.
    enum Outcome {
        /// The value of `Sec-WebSocket-Accept`.
        case accepted(String)
        case refused(HTTPResponse)
    }

    static func outcome(of request: HTTPRequest) -> Outcome {
        guard let upgrade = request.headers["Upgrade"] else { return .refused(Refusal.notAnUpgrade()) }
        guard request.method == .get else {
            return .refused(Refusal.malformed("a WebSocket handshake is a GET request"))
        }
        guard Self.names(upgrade, "websocket") else { return .refused(Refusal.notAnUpgrade()) }
        guard request.headers.values("Connection").contains(where: { Self.names($0, "upgrade") }) else {
            return .refused(Refusal.malformed("a WebSocket handshake has 'Connection: Upgrade'"))
        }
        guard request.headers.values("Sec-WebSocket-Version") == ["13"] else {
            return .refused(Refusal.unsupportedVersion())
        }
        let keys = request.headers.values("Sec-WebSocket-Key")
        guard keys.count == 1, let key = keys.first, Self.isKey(key) else {
            return .refused(Refusal.malformed("a WebSocket handshake has one Sec-WebSocket-Key, 16 bytes in base64"))
        }
        return .accepted(Self.accept(key))
    }

    static func accept(_ key: String) -> String {
        Digest.base64(Digest.sha1(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }

    /// Whether a comma-separated list has a word, ASCII letters without case.
    private static func names(_ list: String, _ word: String) -> Bool {
        list.split(separator: ",").contains { part in
            let trimmed = part.drop { $0 == " " || $0 == "\t" }
            let length = trimmed.prefix { $0 != " " && $0 != "\t" }
            return HTTPFields.isSame(String(length), word)
                && trimmed.dropFirst(length.count).allSatisfy { $0 == " " || $0 == "\t" }
        }
    }

    /// 16 bytes in base64: 22 characters of its alphabet and two of padding.
    private static func isKey(_ key: String) -> Bool {
        let bytes = Array(key.utf8)
        guard bytes.count == 24, bytes[22] == UInt8(ascii: "="), bytes[23] == UInt8(ascii: "=") else { return false }
        return bytes.prefix(22).allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }
}
