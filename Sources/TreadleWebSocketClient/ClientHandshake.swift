internal import TreadleCore
internal import TreadleHTTP

/// The client's half of the opening handshake (RFC 6455, section 4.1): bytes to send, bytes that come back.
struct ClientHandshake {
    /// The largest head of an answer that is read.
    static let maximumHeadBytes = 32 << 10

    private let key: String
    private var received: [UInt8] = []

    /// - Parameter nonce: 16 random bytes.
    init(nonce: [UInt8]) {
        self.key = Digest.base64(nonce)
    }

    /// The request to send.
    func request(to address: ServerAddress, headers: HTTPFields) throws(HTTPError) -> [UInt8] {
        var text = """
            GET \(address.target) HTTP/1.1\r\nHost: \(address.authority)\r\nUpgrade: websocket\r\n\
            Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \(self.key)\r\n
            """
        for field in headers.fields {
            // A line break would start a field of somebody else's choosing.
            guard (field.name + field.value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw HTTPError(.malformed, "the header \(field.name) has a control character in it")
            }
            text += "\(field.name): \(field.value)\r\n"
        }
        return Array((text + "\r\n").utf8)
    }

    /// Takes what the server sent.
    ///
    /// - Returns: What followed the answer's head, once that has come and accepts; `nil` while it is not whole.
    mutating func receive(_ bytes: some Sequence<UInt8>) throws(HTTPError) -> ArraySlice<UInt8>? {
        self.received += bytes
        guard let end = self.headEnd() else {
            guard self.received.count <= Self.maximumHeadBytes else {
                throw HTTPError(.malformed, "the server's answer has a head over \(Self.maximumHeadBytes) bytes")
            }
            return nil
        }
        try self.check(String(decoding: self.received[..<end], as: UTF8.self))
        return self.received[end...]
    }

    private func headEnd() -> Int? {
        guard self.received.count >= 4 else { return nil }
        for start in 0...(self.received.count - 4)
        where self.received[start..<(start + 4)].elementsEqual("\r\n\r\n".utf8) {
            return start + 4
        }
        return nil
    }

    private func check(_ head: String) throws(HTTPError) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        let status = lines.first.map { $0.split(separator: " ", maxSplits: 2) } ?? []
        guard status.count >= 2, status[0].hasPrefix("HTTP/1.") else {
            throw HTTPError(.malformed, "the server does not answer in HTTP")
        }
        guard status[1] == "101" else {
            throw HTTPError(
                .unreachable, "the server refused the WebSocket: \(status.dropFirst().joined(separator: " "))")
        }
        var fields = HTTPFields()
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { fields.append(String(parts[0]), Self.trimmed(parts[1])) }
        }
        guard fields["Upgrade"].map({ HTTPFields.isSame($0, "websocket") }) == true,
            fields.values("Connection").flatMap({ $0.split(separator: ",") })
                .contains(where: { HTTPFields.isSame(Self.trimmed($0), "upgrade") }),
            // The fixed string is RFC 6455's, section 1.3.
            fields["Sec-WebSocket-Accept"]
                == Digest.base64(Digest.sha1(Array((self.key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))),
            fields["Sec-WebSocket-Extensions"] == nil
        else {
            throw HTTPError(.malformed, "the server's answer to the WebSocket handshake is not valid")
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
