/// Checksums that find damage, not malice.
package enum Checksum {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// A sum of 64 bits over bytes, how many they are, and a seed.
    ///
    /// Four lanes take a word in turn, and every step can be undone. So damage within one word always changes the sum,
    /// and other damage hardly ever leaves it as it was. It is the same on every machine.
    package static func sum64(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var (a, b, c, d) = (seed, seed &+ Self.multiplier, ~seed, seed ^ Self.multiplier)
        var sum = Self.mixed(seed, UInt64(bytes.count))
        guard let base = bytes.baseAddress else { return sum }
        var index = 0
        while index &+ 32 <= bytes.count {
            a = Self.mixed(a, Self.word(base + index))
            b = Self.mixed(b, Self.word(base + (index &+ 8)))
            c = Self.mixed(c, Self.word(base + (index &+ 16)))
            d = Self.mixed(d, Self.word(base + (index &+ 24)))
            index &+= 32
        }
        while index &+ 8 <= bytes.count {
            sum = Self.mixed(sum, Self.word(base + index))
            index &+= 8
        }
        var last: UInt64 = 0
        while index < bytes.count {
            last = last &<< 8 | UInt64(bytes[index])
            index &+= 1
        }
        sum = Self.mixed(Self.mixed(Self.mixed(Self.mixed(Self.mixed(sum, last), a), b), c), d)
        return sum
    }

    @inline(__always)
    private static func word(_ pointer: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: pointer.loadUnaligned(as: UInt64.self))
    }

    /// One step: for either argument fixed, each value of the other gives another result.
    @inline(__always)
    private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
        let product = (sum ^ word) &* Self.multiplier
        return product ^ product &>> 32
    }
}
