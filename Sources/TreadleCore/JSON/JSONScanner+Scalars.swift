extension JSONScanner {
    /// Skips a string, quotes included, checking escapes and UTF-8.
    mutating func skipString() throws(JSONError) {
        self.advance()
        while true {
            self.skipPlainText()
            switch self.current {
            case UInt8(ascii: "\"") where !self.isAtEnd:
                self.advance()
                return
            case UInt8(ascii: "\\"):
                try self.skipEscape()
            case 0x80...:
                try self.skipMultibyteScalar()
            default:
                throw self.isAtEnd ? self.failure("unterminated string") : self.failure("control character in a string")
            }
        }
    }

    /// Skips what needs no second look: ASCII but quotes, backslashes and control characters, eight bytes at a time.
    @inline(__always) private mutating func skipPlainText() {
        guard let base = self.bytes.baseAddress else { return }
        let count = self.bytes.count
        var index = self.index
        while count &- index >= 8 {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            if Self.hasSpecialByte(word) { break }
            index &+= 8
        }
        while index < count {
            let byte = base[index]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            index &+= 1
        }
        self.moveCursor(to: index)
    }

    /// Whether any of eight bytes is below 0x20, above 0x7F, a quote or a backslash.
    ///
    /// The classic zero-byte test on the word XORed with each wanted byte. It may only err towards `true`.
    @inline(__always) private static func hasSpecialByte(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let found =
            word | (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
        return found & highs != 0
    }

    private mutating func skipEscape() throws(JSONError) {
        self.advance()
        switch self.current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            self.advance()
        case UInt8(ascii: "u"):
            self.advance()
            for _ in 0..<4 {
                guard self.current.hexDigitValue != nil else { throw self.unexpected("four hexadecimal digits") }
                self.advance()
            }
        default:
            throw self.failure("unknown escape in a string")
        }
    }

    /// Skips one scalar of two to four bytes, as table 3-7 of the Unicode Standard allows.
    private mutating func skipMultibyteScalar() throws(JSONError) {
        let lead = self.current
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw self.failure("invalid UTF-8")
        }
        guard self.bytes.count - self.index >= length, second.contains(self.bytes[self.index + 1]) else {
            throw self.failure("invalid UTF-8")
        }
        for offset in 2..<max(2, length) where self.bytes[self.index + offset] & 0xC0 != 0x80 {
            throw self.failure("invalid UTF-8")
        }
        self.moveCursor(to: self.index + length)
    }

    /// Skips a number of any length.
    mutating func skipNumber() throws(JSONError) {
        if self.current == UInt8(ascii: "-") { self.advance() }
        if self.current == UInt8(ascii: "0") {
            self.advance()
        } else {
            try self.skipDigits()
        }
        if self.current == UInt8(ascii: ".") {
            self.advance()
            try self.skipDigits()
        }
        if self.current | 0x20 == UInt8(ascii: "e") {
            self.advance()
            if self.current == UInt8(ascii: "+") || self.current == UInt8(ascii: "-") { self.advance() }
            try self.skipDigits()
        }
    }

    private mutating func skipDigits() throws(JSONError) {
        guard self.current.isDigit else { throw self.unexpected("a digit") }
        while self.current.isDigit { self.advance() }
    }
}

extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

    /// 0 to 15 for a hexadecimal digit of either case.
    var hexDigitValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
