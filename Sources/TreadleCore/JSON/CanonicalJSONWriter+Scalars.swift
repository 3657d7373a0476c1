extension CanonicalJSONWriter {
    /// Where text ends that stands for itself: printable ASCII but backslashes. The text is between quotes and checked,
    /// so that it has neither quotes nor control characters.
    func endOfPlainText(from start: Int, before end: Int) -> Int {
        var index = start
        while index < end {
            let byte = self.text[index]
            if byte >= 0x7F || byte == UInt8(ascii: "\\") { break }
            index &+= 1
        }
        return index
    }

    /// Writes the escape or the scalar of several bytes at `index`, and moves behind it.
    mutating func writeSpecial(at index: inout Int) {
        let lead = UInt32(self.text[index])
        func tail(_ offset: Int) -> UInt32 { UInt32(self.text[index + offset]) & 0x3F }
        switch lead {
        case 0x7F:
            self.writeUnit(lead)
            index += 1
        case ..<0x80:
            // Half of a surrogate pair, or a lone one, is written as it stands: there is nothing else to say it with.
            self.writeUnit(JSONEscapes.unit(at: &index, of: self.text))
        case ..<0xE0:
            self.writeUnit((lead & 0x1F) << 6 | tail(1))
            index += 2
        case ..<0xF0:
            self.writeUnit((lead & 0x0F) << 12 | tail(1) << 6 | tail(2))
            index += 3
        default:
            let rest = ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)) - 0x10000
            self.writeUnit(0xD800 + rest >> 10)
            self.writeUnit(0xDC00 + rest & 0x3FF)
            index += 4
        }
    }

    /// Writes a UTF-16 code unit as Python's `json` does.
    private mutating func writeUnit(_ unit: UInt32) {
        switch unit {
        case 0x08: self.buffer.append(contentsOf: #"\b"#.utf8)
        case 0x09: self.buffer.append(contentsOf: #"\t"#.utf8)
        case 0x0A: self.buffer.append(contentsOf: #"\n"#.utf8)
        case 0x0C: self.buffer.append(contentsOf: #"\f"#.utf8)
        case 0x0D: self.buffer.append(contentsOf: #"\r"#.utf8)
        case UInt32(UInt8(ascii: "\"")): self.buffer.append(contentsOf: #"\""#.utf8)
        case UInt32(UInt8(ascii: "\\")): self.buffer.append(contentsOf: #"\\"#.utf8)
        case 0x20..<0x7F: self.buffer.append(UInt8(unit))
        default:
            self.buffer.append(contentsOf: #"\u"#.utf8)
            for shift: UInt32 in [12, 8, 4, 0] {
                let digit = UInt8(unit >> shift & 15)
                self.buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    /// Writes a number: an integer as it is, any other as Python's `repr` has it.
    mutating func writeNumber(_ number: Slice<UnsafeBufferPointer<UInt8>>) {
        let isInteger = !number.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        guard isInteger else {
            // A number valid by RFC 8259 is one to Swift, too.
            let value = Double(String(decoding: number, as: UTF8.self)) ?? 0
            self.buffer.append(contentsOf: value.pythonDescription.utf8)
            return
        }
        // Python's integers have no negative zero.
        self.buffer.append(contentsOf: number.elementsEqual("-0".utf8) ? number.dropFirst() : number)
    }
}
