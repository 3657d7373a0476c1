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
    public static func make() -> String { self.make(at: .now) }

    /// A new identifier as of a time that was just looked at.
    package static func make(at time: Timestamp) -> String {
        let now = UInt64(max(0, time.microseconds))
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

    /// Writes the lowest bytes of a number, two digits each.
    @inline(__always)
    private static func put(
        _ number: UInt64, _ bytes: Int, at place: Int, in buffer: UnsafeMutableBufferPointer<UInt8>
    ) {
        for index in 0..<bytes {
            let byte = number &>> UInt64(8 &* (bytes &- 1 &- index))
            buffer[place &+ 2 &* index] = Self.digit(byte &>> 4)
            buffer[place &+ 2 &* index &+ 1] = Self.digit(byte)
        }
    }

    @inline(__always)
    private static func digit(_ number: UInt64) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: number & 15)
        return value &+ (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
    }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            Self.put(high >> 32, 4, at: 0, in: buffer)
            Self.put(high >> 16, 2, at: 9, in: buffer)
            Self.put(high, 2, at: 14, in: buffer)
            Self.put(low >> 48, 2, at: 19, in: buffer)
            Self.put(low, 6, at: 24, in: buffer)
            (buffer[8], buffer[13]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
            (buffer[18], buffer[23]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
            return 36
        }
    }
}
