extension UnsafeBufferPointer<UInt8> {
    /// Where the first byte from `start` on is that a JSON string cannot have as it is: a quote, a backslash or a
    /// control character; `count` where there is none.
    ///
    /// - Complexity: O(n).
    @inline(__always)
    func firstEscape(from start: Int) -> Int {
        guard let base = self.baseAddress else { return 0 }
        let pointer = UnsafeRawPointer(base)
        var index = start
        // Eight bytes in a word; the SIMD types' comparisons are not compiled to instructions of their own.
        while self.count &- index >= 32 {
            let first = Self.escapes(pointer, index) | Self.escapes(pointer, index &+ 8)
            let second = Self.escapes(pointer, index &+ 16) | Self.escapes(pointer, index &+ 24)
            if (first | second) & 0x8080_8080_8080_8080 != 0 { break }
            index &+= 32
        }
        while self.count &- index >= 8, Self.escapes(pointer, index) & 0x8080_8080_8080_8080 == 0 { index &+= 8 }
        while index < self.count, !self[index].needsEscape { index &+= 1 }
        return index
    }

    /// Has the high bit of a byte set where that may be one to escape: the classic test for a zero byte, on the word
    /// XORed with each wanted byte. It only errs in bytes that come after one to escape.
    @inline(__always)
    private static func escapes(_ pointer: UnsafeRawPointer, _ index: Int) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = (pointer + index).loadUnaligned(as: UInt64.self)
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        return (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
    }
}

extension UInt8 {
    /// Whether a JSON string cannot have it as it is.
    @inline(__always) var needsEscape: Bool { self < 0x20 || self == 0x22 || self == 0x5C }
}
