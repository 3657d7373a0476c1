/// What identifiers look like that Weave's clients make: UUIDs in lower case, or OpenTelemetry's in hexadecimal digits.
enum CallIDFormat {
    /// Whether a text can be the identifier of a call.
    static func isCallID(_ text: String) -> Bool { self.isUUID(text) || self.isHexadecimal(text, count: 16) }

    /// Whether a text can be the identifier of a trace.
    static func isTraceID(_ text: String) -> Bool { self.isUUID(text) || self.isHexadecimal(text, count: 32) }

    private static func isUUID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        for (index, byte) in text.utf8.enumerated() {
            switch index {
            case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return false }
            default: guard self.isDigit(byte) else { return false }
            }
        }
        return true
    }

    private static func isHexadecimal(_ text: String, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy(self.isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
