internal import CTreadleZlib

/// Checksums that find damage, not malice; by zlib.
package enum Checksum {
    /// CRC-32 (the polynomial of zlib and PNG).
    package static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
