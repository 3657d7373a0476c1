/// A field's value with parameters: `form-data; name="file"; filename="warp.py"` (RFC 9110, section 5.6.6).
struct ParameterizedValue {
    /// The value before the first semicolon, in lower case.
    let value: String
    private let parameters: [String: [UInt8]]

    /// Takes a value apart; `nil` where it is malformed, or names a parameter twice.
    init?(_ bytes: ArraySlice<UInt8>) {
        let value = bytes.prefix { $0 != UInt8(ascii: ";") }
        var rest = bytes[value.endIndex...]
        var parameters: [String: [UInt8]] = [:]
        while rest.popFirst() != nil {
            rest = Self.withoutLeadingSpace(rest)
            // A semicolon at the end is harmless.
            if rest.isEmpty { break }
            guard let (name, value) = Self.takeParameter(&rest), parameters.updateValue(value, forKey: name) == nil
            else { return nil }
            rest = Self.withoutLeadingSpace(rest)
            guard rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
        }
        self.value = String(decoding: Self.trimmed(value), as: UTF8.self).lowercased()
        self.parameters = parameters
    }

    /// A parameter, by its name in lower case.
    subscript(_ name: String) -> [UInt8]? { self.parameters[name] }

    private static func takeParameter(_ rest: inout ArraySlice<UInt8>) -> (name: String, value: [UInt8])? {
        let name = rest.prefix(while: Self.isTokenByte)
        rest = rest[name.endIndex...]
        guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
        let value: [UInt8]
        if rest.first == UInt8(ascii: "\"") {
            guard let quoted = Self.takeQuoted(&rest) else { return nil }
            value = quoted
        } else {
            value = Array(rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") && $0 != 0x09 })
            guard !value.isEmpty, !value.contains(UInt8(ascii: "\"")) else { return nil }
            rest = rest.dropFirst(value.count)
        }
        return (String(decoding: name, as: UTF8.self).lowercased(), value)
    }

    private static func takeQuoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        rest.removeFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return value }
            // Only these two: a lone backslash is part of a path, as some browsers send it.
            if byte == UInt8(ascii: "\\"), let next = rest.first,
                next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
            {
                rest.removeFirst()
                value.append(next)
            } else {
                value.append(byte)
            }
        }
        return nil
    }

    /// Whether a byte may stand in a token (RFC 9110, section 5.6.2).
    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: Self.tokenPunctuation.contains(byte)
        }
    }

    /// Without white space at both ends.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = self.withoutLeadingSpace(bytes)
        while let last = bytes.last, self.isSpace(last) { bytes.removeLast() }
        return bytes
    }

    private static func withoutLeadingSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.drop(while: self.isSpace)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }

    private static let tokenPunctuation = Array("!#$%&'*+-.^_`|~".utf8)
}
