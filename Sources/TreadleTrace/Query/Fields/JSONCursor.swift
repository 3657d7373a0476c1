internal import TreadleCore

/// Walks over JSON text that was checked before: fast, and without looking at what it passes.
///
/// Text that was not checked leads it astray, never outside.
struct JSONCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { self.index >= self.bytes.count }

    /// The byte at the cursor, or 0 at the end.
    @inline(__always) var current: UInt8 { self.index < self.bytes.count ? self.bytes[self.index] : 0 }

    @inline(__always) mutating func advance() { self.index = min(self.index &+ 1, self.bytes.count) }

    @inline(__always) mutating func skipWhitespace() {
        while self.index < self.bytes.count, self.bytes[self.index] <= 0x20 { self.index &+= 1 }
    }

    /// Skips a string whose opening quote is at the cursor.
    mutating func skipString() {
        self.index &+= 1
        while self.index < self.bytes.count {
            self.skipPlainText()
            switch self.current {
            case UInt8(ascii: "\""):
                self.index &+= 1
                return
            case UInt8(ascii: "\\"): self.index &+= 2
            default: self.index &+= 1
            }
        }
        self.index = self.bytes.count
    }

    /// Skips eight bytes at a time as long as none of them is a quote or a backslash. It may stop early.
    @inline(__always) private mutating func skipPlainText() {
        guard let base = self.bytes.baseAddress else { return }
        let ones: UInt64 = 0x0101_0101_0101_0101
        while self.bytes.count &- self.index >= 8 {
            let word = UnsafeRawPointer(base + self.index).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
            if found & 0x8080_8080_8080_8080 != 0 { break }
            self.index &+= 8
        }
        while self.index < self.bytes.count, self.bytes[self.index] != 0x22, self.bytes[self.index] != 0x5C {
            self.index &+= 1
        }
    }

    /// Skips the value at the cursor.
    mutating func skipValue() {
        var depth = 0
        while self.index < self.bytes.count {
            switch self.bytes[self.index] {
            case UInt8(ascii: "\""):
                self.skipString()
                if depth == 0 { return }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                self.index &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // Below zero is the end of what surrounds the value.
                if depth == 0 { return }
                depth -= 1
                self.index &+= 1
                if depth == 0 { return }
            case UInt8(ascii: ","), 0...0x20:
                if depth == 0 { return }
                self.index &+= 1
            default:
                self.index &+= 1
            }
        }
    }

    /// Where the value at the end of a path lies; the cursor ends behind the value it started at.
    ///
    /// It calls itself once for each step, whose number ``QueryField/maximumSteps`` bounds.
    mutating func range(at steps: ArraySlice<JSONPath.Step>) -> Range<Int>? {
        self.skipWhitespace()
        let start = self.index
        guard let step = steps.first else {
            self.skipValue()
            let end = min(self.index, self.bytes.count)
            return min(start, end)..<end
        }
        switch self.current {
        case UInt8(ascii: "{"): return self.memberRange(at: step, steps.dropFirst())
        case UInt8(ascii: "["): return self.elementRange(at: step, steps.dropFirst())
        default:
            self.skipValue()
            return nil
        }
    }

    private mutating func memberRange(at step: JSONPath.Step, _ rest: ArraySlice<JSONPath.Step>) -> Range<Int>? {
        var found: Range<Int>?
        self.advance()
        self.skipWhitespace()
        while self.current == UInt8(ascii: "\"") {
            let start = self.index
            self.skipString()
            let isWanted = self.spells(start..<self.index, step.name)
            self.skipWhitespace()
            self.advance()
            self.skipWhitespace()
            if isWanted { found = self.range(at: rest) } else { self.skipValue() }
            self.skipWhitespace()
            guard self.current == UInt8(ascii: ",") else { break }
            self.advance()
            self.skipWhitespace()
        }
        self.advance()
        return found
    }

    private mutating func elementRange(at step: JSONPath.Step, _ rest: ArraySlice<JSONPath.Step>) -> Range<Int>? {
        var found: Range<Int>?
        var index = 0
        self.advance()
        self.skipWhitespace()
        while !self.isAtEnd, self.current != UInt8(ascii: "]") {
            if index == step.index { found = self.range(at: rest) } else { self.skipValue() }
            index += 1
            self.skipWhitespace()
            guard self.current == UInt8(ascii: ",") else { break }
            self.advance()
            self.skipWhitespace()
        }
        self.advance()
        return found
    }

    /// Whether a member name, quotes included, says `name`. Escapes are decoded only where there are any.
    private func spells(_ quoted: Range<Int>, _ name: [UInt8]) -> Bool {
        guard quoted.count >= name.count + 2 else { return false }
        let inner = UnsafeBufferPointer(rebasing: self.bytes[(quoted.lowerBound + 1)..<(quoted.upperBound - 1)])
        // An escape is longer than what it stands for, so of the same length are only names without escapes.
        if inner.count == name.count { return inner.elementsEqual(name) && !name.contains(UInt8(ascii: "\\")) }
        guard inner.contains(UInt8(ascii: "\\")) else { return false }
        // Checked once more: decoding relies on it.
        guard let text = try? RawJSON(Array(self.bytes[quoted])).string else { return false }
        return text.utf8.elementsEqual(name)
    }
}
