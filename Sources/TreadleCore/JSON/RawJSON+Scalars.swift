extension RawJSON {
    /// The text of a string, escapes decoded; a lone surrogate becomes U+FFFD. `nil` for any other kind.
    public var string: String? {
        guard self.kind == .string else { return nil }
        let inner = self.bytes.dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        return Self.decodingEscapes(inner)
    }

    /// A whole number that fits, also one written like `2.0` or `1e3`. `nil` for anything else.
    public var integer: Int? {
        self.kind == .number ? Int(jsonNumber: self.text) : nil
    }

    /// A number as the nearest double. `nil` for any other kind, and beyond a double's range.
    public var double: Double? {
        guard self.kind == .number, let value = Double(self.text), value.isFinite else { return nil }
        return value
    }

    /// A Boolean. `nil` for any other kind.
    public var boolean: Bool? {
        switch self.bytes.first {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// Decodes as much as there is: stored text may be damaged, and is not checked again.
    private static func decodingEscapes(_ inner: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(inner.count)
        var index = inner.startIndex
        while index < inner.endIndex {
            let slash = inner[index...].firstIndex(of: UInt8(ascii: "\\")) ?? inner.endIndex
            output.append(contentsOf: inner[index..<slash])
            index = slash
            guard index + 1 < inner.endIndex else { break }
            let escape = inner[index + 1]
            index += 2
            switch escape {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = Self.unicodeEscape(inner, &index)
                output.append(contentsOf: String(Character(scalar)).utf8)
            default: output.append(escape)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Decodes four digits at `index`, and the low half of a surrogate pair after them.
    private static func unicodeEscape(_ inner: ArraySlice<UInt8>, _ index: inout Int) -> Unicode.Scalar {
        guard inner.endIndex - index >= 4 else {
            index = inner.endIndex
            return "\u{FFFD}"
        }
        let high = Self.codeUnit(inner, index)
        index += 4
        if let scalar = Unicode.Scalar(high) { return scalar }
        let hasLow =
            high < 0xDC00 && inner.endIndex - index >= 6 && inner[index] == UInt8(ascii: "\\")
            && inner[index + 1] == UInt8(ascii: "u")
        guard hasLow else { return "\u{FFFD}" }
        let low = Self.codeUnit(inner, index + 2)
        guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
        index += 6
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func codeUnit(_ inner: ArraySlice<UInt8>, _ index: Int) -> UInt32 {
        inner[index..<index + 4].reduce(0) { $0 << 4 | UInt32($1.hexDigitValue ?? 0) }
    }
}
