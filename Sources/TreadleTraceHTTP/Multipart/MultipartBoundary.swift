internal import TreadleCore

/// The boundary of a body's parts, from its `Content-Type`.
struct MultipartBoundary: Equatable {
    /// The boundary itself, 1 to 70 bytes of ASCII (RFC 2046, section 5.1.1).
    let bytes: [UInt8]

    init(contentType: String?) throws(MultipartError) {
        guard let contentType, let field = ParameterizedValue([UInt8](utf8: contentType)[...]),
            field.value == "multipart/form-data"
        else {
            throw MultipartError("its Content-Type is not multipart/form-data", isOfAnotherType: true)
        }
        guard let boundary = field["boundary"] else { throw MultipartError("its Content-Type names no boundary") }
        guard (1...70).contains(boundary.count), boundary.last != UInt8(ascii: " "),
            boundary.allSatisfy(Self.isAllowed)
        else { throw MultipartError("its boundary is not 1 to 70 of the characters that may stand in one") }
        self.bytes = boundary
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: Self.punctuation.contains(byte)
        }
    }

    private static let punctuation = [UInt8](utf8: "'()+_,-./:=? ")
}
