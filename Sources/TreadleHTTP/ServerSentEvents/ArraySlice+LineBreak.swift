extension ArraySlice<UInt8> {
    /// Where the first carriage return or line feed stands.
    ///
    /// Eight bytes at a time: lines are long, and every byte of every stream is looked at here.
    var firstLineBreak: Int? {
        self.withUnsafeBytes { bytes in
            var offset = 0
            while offset + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let found = Self.zeros(word ^ Self.lineFeeds) | Self.zeros(word ^ Self.carriageReturns)
                if found != 0 { return self.startIndex + offset + found.trailingZeroBitCount / 8 }
                offset += 8
            }
            while offset < bytes.count {
                if bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r") {
                    return self.startIndex + offset
                }
                offset += 1
            }
            return nil
        }
    }

    private static var lineFeeds: UInt64 { 0x0A0A_0A0A_0A0A_0A0A }
    private static var carriageReturns: UInt64 { 0x0D0D_0D0D_0D0D_0D0D }

    /// The highest bit of each byte that is zero, exact up to and including the lowest such byte.
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
