internal import TreadleCore

/// A parameter's value that says its charset: `UTF-8'en'weft%20yarn` (RFC 8187, section 3.2).
enum ExtendedValue {
    /// The text; `nil` where it is malformed, or in another charset than UTF-8 and ISO-8859-1.
    static func text(_ bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let decoded = PercentText.bytes(parts[2]) else { return nil }
        switch String(decoding: parts[0], as: UTF8.self).lowercased() {
        case "utf-8": return String(validating: decoded, as: UTF8.self)
        case "iso-8859-1":
            // Its bytes are Unicode's first 256 scalars.
            var text = ""
            text.unicodeScalars.append(contentsOf: decoded.lazy.map { Unicode.Scalar($0) })
            return text
        default: return nil
        }
    }
}
