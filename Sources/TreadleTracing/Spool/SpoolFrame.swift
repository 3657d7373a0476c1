internal import TreadleCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a call stands in a segment: a mark, the payload's length, a checksum, and the payload, the call's wire JSON.
///
/// The mark starts with a byte that UTF-8 never has, so no payload can pass for a frame, and reading can find its way
/// again after damage. The checksum depends on the segment and the place in it: what an earlier use of the same file
/// left behind is no frame.
struct SpoolFrame: Sendable, Hashable {
    static let headerSize = 16
    /// `0xFF` and `TW2`, as a number whose lowest byte comes first.
    static let mark: UInt32 = 0x3257_54FF

    /// Tells the uses of files apart.
    let seed: UInt64

    /// What a header says of its payload, wherever it comes to stand.
    struct Digest {
        let length: UInt32
        let sum: UInt64

        init(of payload: UnsafeRawBufferPointer) {
            self.length = UInt32(payload.count)
            self.sum = Checksum.sum64(payload, seed: 0)
        }
    }

    /// Writes a frame into memory that has room for it. The header comes last, so that what is torn is seldom marked.
    @inline(__always)
    func write(_ payload: UnsafeRawBufferPointer, _ digest: Digest, to memory: UnsafeMutableRawPointer, at offset: Int)
    {
        if let base = payload.baseAddress {
            (memory + Self.headerSize).copyMemory(from: base, byteCount: payload.count)
        }
        let sum = digest.sum ^ self.salt(at: offset)
        let word = UInt64(Self.mark) | UInt64(digest.length) << 32
        memory.storeBytes(of: word.littleEndian, as: UInt64.self)
        (memory + 8).storeBytes(of: sum.littleEndian, as: UInt64.self)
    }

    private func salt(at offset: Int) -> UInt64 { (self.seed ^ UInt64(offset)) &* 0x9E37_79B9_7F4A_7C15 }

    /// What stands at a place in a segment.
    enum Reading: Equatable {
        /// A frame with a payload so long.
        case frame(payload: Int)
        /// The start of a frame of so many bytes, whose end is not here.
        case incomplete(needed: Int)
        /// No frame; the next mark may be so many bytes on.
        case damage(length: Int)
    }

    /// Reads what stands at the start of `bytes`, which is not empty and begins at an offset of the segment.
    func read(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Reading {
        guard let length = Self.payloadLength(bytes) else {
            return Self.mayBegin(bytes)
                ? .incomplete(needed: Self.headerSize) : .damage(length: Self.distanceToMark(in: bytes))
        }
        let end = Self.headerSize + length
        guard end <= bytes.count else { return .incomplete(needed: end) }
        let sum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        let payload = UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize..<end])
        guard length > 0, Digest(of: payload).sum ^ self.salt(at: offset) == sum else {
            return .damage(length: Self.distanceToMark(in: bytes))
        }
        return .frame(payload: length)
    }

    /// The length that a header says, where there is one; nothing else is looked at.
    @inline(__always)
    static func payloadLength(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count >= Self.headerSize else { return nil }
        let word = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        return UInt32(truncatingIfNeeded: word) == Self.mark ? Int(word >> 32) : nil
    }

    /// Whether fewer bytes than a header has may be the start of one.
    private static func mayBegin(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count < Self.headerSize else { return false }
        return bytes.prefix(4).enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: Self.mark >> UInt32(8 * $0)) }
    }

    /// How far the next mark, or what may be the start of one, is from the start; at least 1.
    static func distanceToMark(in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress, bytes.count > 1 else { return bytes.count }
        guard let next = memchr(base + 1, 0xFF, bytes.count - 1) else { return bytes.count }
        return UnsafeRawPointer(next) - base
    }
}
