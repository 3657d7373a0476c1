extension SwiftScanner {
    /// Passes a string or a regular expression, if one begins here.
    mutating func skipLiteral(depth: Int = 0) throws(OpProblem) -> Bool {
        var hashes = 0
        while self.peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        switch self.peek(hashes) {
        case UInt8(ascii: "\""):
            self.advance(hashes)
            try self.skipString(hashes: hashes, depth: depth)
            return true
        case UInt8(ascii: "/") where hashes > 0:
            self.advance(hashes + 1)
            try self.skipExtendedRegex(hashes: hashes)
            return true
        case UInt8(ascii: "/") where self.isAtOperand:
            return self.skipPlainRegex()
        default: return false
        }
    }

    /// Passes a string whose first quote is next.
    private mutating func skipString(hashes: Int, depth: Int) throws(OpProblem) {
        guard depth < Self.depthLimit else { throw .unreadable("strings are interpolated too deeply") }
        let isMultiline = self.isAtMultilineQuotes(hashes: hashes)
        let quotes = isMultiline ? 3 : 1
        self.advance(quotes)
        while let byte = self.peek() {
            switch byte {
            case UInt8(ascii: "\"")
            where self.repeats(byte, quotes) && self.repeats(UInt8(ascii: "#"), hashes, at: quotes):
                self.advance(quotes + hashes)
                return
            case UInt8(ascii: "\\") where self.repeats(UInt8(ascii: "#"), hashes, at: 1):
                self.advance(1 + hashes)
                if self.peek() == UInt8(ascii: "(") {
                    try self.skipInterpolation(depth: depth + 1)
                } else {
                    self.advance()
                }
            case 0x0A, 0x0D:
                guard isMultiline else { throw .unreadable("a string does not end on its line") }
                self.advance()
            default: self.advance()
            }
        }
        throw .unreadable("a string does not end")
    }

    /// Whether three quotes are next that mean several lines. `#"""#` is the string of one quote.
    private func isAtMultilineQuotes(hashes: Int) -> Bool {
        guard self.repeats(UInt8(ascii: "\""), 3) else { return false }
        guard hashes > 0 else { return true }
        var distance = 1
        while let byte = self.peek(distance), byte != 0x0A, byte != 0x0D {
            distance += 1
            if byte == UInt8(ascii: "\""), self.repeats(UInt8(ascii: "#"), hashes, at: distance) { return false }
        }
        return true
    }

    /// Passes what stands between the parentheses of an interpolation, the first of which is next.
    private mutating func skipInterpolation(depth: Int) throws(OpProblem) {
        guard depth < Self.depthLimit else { throw .unreadable("strings are interpolated too deeply") }
        var open = 0
        while let byte = self.peek() {
            if try self.skipCommentOrString(depth: depth) { continue }
            self.advance()
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
            if open == 0 { return }
        }
        throw .unreadable("an interpolation does not end")
    }

    private mutating func skipCommentOrString(depth: Int) throws(OpProblem) -> Bool {
        var hashes = 0
        while self.peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        if self.peek(hashes) == UInt8(ascii: "\"") {
            self.advance(hashes)
            try self.skipString(hashes: hashes, depth: depth)
            return true
        }
        guard self.peek() == UInt8(ascii: "/"), self.peek(1) == UInt8(ascii: "*") else { return false }
        try self.skipBlockComment()
        return true
    }

    /// Passes a regular expression between slashes with hashes around them, behind its first slash.
    private mutating func skipExtendedRegex(hashes: Int) throws(OpProblem) {
        while let byte = self.peek() {
            if byte == UInt8(ascii: "\\") {
                self.advance(2)
            } else if byte == UInt8(ascii: "/"), self.repeats(UInt8(ascii: "#"), hashes, at: 1) {
                self.advance(1 + hashes)
                return
            } else {
                self.advance()
            }
        }
        throw .unreadable("a regular expression does not end")
    }

    /// Passes a regular expression between plain slashes, if it ends on its line as one must.
    private mutating func skipPlainRegex() -> Bool {
        guard let first = self.peek(1), first != UInt8(ascii: " "), first != 0x09 else { return false }
        var distance = 1
        while let byte = self.peek(distance), byte != 0x0A, byte != 0x0D {
            if byte == UInt8(ascii: "/") {
                self.advance(distance + 1)
                return true
            }
            distance += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        return false
    }

    private func repeats(_ byte: UInt8, _ count: Int, at distance: Int = 0) -> Bool {
        for offset in 0..<count where self.peek(distance + offset) != byte { return false }
        return true
    }
}
