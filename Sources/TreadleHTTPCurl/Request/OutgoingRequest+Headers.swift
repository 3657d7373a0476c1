internal import TreadleHTTP

extension OutgoingRequest {
    /// Fields between us and the next hop: libcurl writes them itself.
    private static let hopFields = [
        "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade", "TE",
        "Trailer",
    ]

    /// Header fields in libcurl's notation.
    static func lines(for headers: HTTPFields) throws(HTTPError) -> [String] {
        var lines: [String] = []
        lines.reserveCapacity(headers.fields.count + 2)
        for field in headers.fields where !Self.hopFields.contains(where: { HTTPFields.isSame($0, field.name) }) {
            guard Self.isToken(field.name) else {
                throw HTTPError(
                    .malformed, "the name of a header field is not a token; use letters, digits and hyphens")
            }
            guard field.value.utf8.allSatisfy(Self.isFieldByte) else {
                throw HTTPError(
                    .malformed, "the value of the header field \(field.name) has a line break or control character")
            }
            // A colon with nothing behind it would tell libcurl to leave the field out.
            let isBlank = field.value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            lines.append(isBlank ? field.name + ";" : "\(field.name): \(field.value)")
        }
        return lines
    }

    /// Whether a text is a token (RFC 9110, section 5.6.2).
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// Whether a byte may stand in a field's value (RFC 9110, section 5.5).
    private static func isFieldByte(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte != 0x7F) || byte == UInt8(ascii: "\t")
    }
}
