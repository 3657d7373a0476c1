internal import CTreadleXXHash

/// Checksums that find damage, not malice; by xxHash.
package enum Checksum {
    /// The 64-bit XXH3 of bytes. It is the same on every machine.
    package static func sum64(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        XXH3_64bits_withSeed(bytes.baseAddress, bytes.count, seed)
    }
}
