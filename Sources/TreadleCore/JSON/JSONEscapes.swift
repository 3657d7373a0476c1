/// Decodes the escapes of a checked JSON string without losing lone surrogates.
enum JSONEscapes {
    /// Adds the text between a string's quotes as UTF-8, a lone surrogate as the three bytes that UTF-8 would have for
    /// it.
    static func decode(_ inner: Slice<UnsafeBufferPointer<UInt8>>, into output: inout [UInt8]) {
        var index = inner.startIndex
        while index < inner.endIndex {
            guard inner[index] == UInt8(ascii: "\\") else {
                output.append(inner[index])
                index += 1
                continue
            }
            var unit = Self.unit(at: &index, of: inner.base)
            if unit & 0xFC00 == 0xD800, inner.endIndex - index >= 6, inner[index] == UInt8(ascii: "\\"),
                inner[index + 1] == UInt8(ascii: "u")
            {
                var behind = index
                let low = Self.unit(at: &behind, of: inner.base)
                if low & 0xFC00 == 0xDC00 {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                    index = behind
                }
            }
            Self.append(unit, to: &output)
        }
    }

    /// What the escape at `index` stands for, one UTF-16 code unit; moves behind it.
    static func unit(at index: inout Int, of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let escape = text[index + 1]
        index += 2
        switch escape {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            defer { index += 4 }
            return text[index..<index + 4].reduce(0) { $0 << 4 | UInt32($1.hexDigitValue ?? 0) }
        default: return UInt32(escape)
        }
    }

    private static func append(_ point: UInt32, to output: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | point >> shift & 0x3F) }
        switch point {
        case ..<0x80: output.append(UInt8(point))
        case ..<0x800: output += [UInt8(0xC0 | point >> 6), tail(0)]
        case ..<0x10000: output += [UInt8(0xE0 | point >> 12), tail(6), tail(0)]
        default: output += [UInt8(0xF0 | point >> 18), tail(12), tail(6), tail(0)]
        }
    }
}
