import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Makes UUIDs of version 7 (RFC 9562, section 5.7): sorted by the time they were made, as Weave's identifiers are.
public enum UUIDv7 {
    private struct Pool {
        var random: [UInt64] = []
        var lastTick: UInt64 = 0

        /// Draws random bytes: one system call for 32 identifiers, where Swift's generator makes one for each number.
        mutating func refill() {
            self.random = [UInt64](unsafeUninitializedCapacity: 32) { buffer, count in
                // 256 bytes is what it gives at once; for those it can fail only on kernels without it.
                if getentropy(buffer.baseAddress, 256) == 0 {
                    count = 32
                    return
                }
                var generator = SystemRandomNumberGenerator()
                for index in 0..<32 { buffer.initializeElement(at: index, to: generator.next()) }
                count = 32
            }
        }
    }

    private static let pool = Mutex(Pool())

    /// A new identifier, lower case, 36 characters. Those of one process ascend strictly.
    ///
    /// - Complexity: O(1); random bytes are drawn for 32 identifiers at a time.
    public static func make() -> String {
        let now = UInt64(Timestamp.now.microseconds)
        let (tick, random) = self.pool.withLock { pool in
            if pool.random.isEmpty { pool.refill() }
            // 48 bits of milliseconds and 12 bits below them: 4,096 ticks a millisecond (method 3 of section 6.2).
            let tick = max((now / 1000) << 12 | (now % 1000) * 4096 / 1000, pool.lastTick + 1)
            pool.lastTick = tick
            return (tick, pool.random.removeLast())
        }
        let high = (tick >> 12) << 16 | 0x7000 | (tick & 0xFFF)
        let low = random & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return Self.text(high, low)
    }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            let digits = StaticString("0123456789abcdef").utf8Start
            var index = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    buffer[index] = UInt8(ascii: "-")
                    index += 1
                }
                let word = nibble < 16 ? high : low
                buffer[index] = digits[Int(word >> UInt64(60 - nibble % 16 * 4) & 15)]
                index += 1
            }
            return index
        }
    }
}
