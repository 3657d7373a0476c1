internal import TreadleCore

/// The first bytes of a segment's file.
///
/// What frames cannot be read without stands there twice, and each number has a check: a byte that is damaged costs
/// nothing but work.
struct SegmentHeader: Equatable {
    /// Frames begin here.
    static let size = 128
    /// `0xFF`, `TWSPO`, and the version of the format, `02`.
    private static let magic: UInt64 = 0x3230_4F50_5357_54FF
    private static let copies = [0, 64]

    /// What the frames' checksums depend on: random, and another one each time the file is used.
    var seed: UInt64
    /// When this use of the file began, in microseconds since 1970: segments are replayed in that order.
    var openedAt: UInt64
    /// Everything before this offset is in a store.
    var released: Int = Self.size
    /// Where the frames end; 0 while more may come.
    var end: Int = 0

    /// Where ``released`` and ``end`` stand.
    static let releasedOffset = 32, endOffset = 40

    init(seed: UInt64, openedAt: UInt64) {
        self.seed = seed
        self.openedAt = openedAt
    }

    /// The header of a use that begins now.
    static func new() -> SegmentHeader {
        SegmentHeader(seed: .random(in: .min ... .max), openedAt: UInt64(max(0, Timestamp.now.microseconds)))
    }

    /// What stands in a file's first bytes.
    enum Reading: Equatable {
        case header(SegmentHeader)
        /// The file was being made: there are no frames.
        case unwritten
        /// Nothing of ours, or of another version.
        case unknown
    }

    static func read(_ bytes: [UInt8]) -> Reading {
        guard bytes.count >= Self.size else { return bytes.allSatisfy { $0 == 0 } ? .unwritten : .unknown }
        return bytes.withUnsafeBytes { bytes in
            func word(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            for copy in Self.copies {
                let sum = Checksum.sum64(UnsafeRawBufferPointer(rebasing: bytes[copy..<copy + 24]), seed: 0)
                guard word(copy) == Self.magic, word(copy + 24) == sum else { continue }
                var header = SegmentHeader(seed: word(copy + 8), openedAt: word(copy + 16))
                header.released = max(Self.size, header.number(from: word(Self.releasedOffset)) ?? 0)
                header.end = header.number(from: word(Self.endOffset)) ?? 0
                return .header(header)
            }
            return bytes.prefix(Self.size).allSatisfy { $0 == 0 } ? .unwritten : .unknown
        }
    }

    /// The header's bytes.
    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        bytes.withUnsafeMutableBytes { bytes in
            func put(_ word: UInt64, at offset: Int) {
                bytes.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
            }
            for copy in Self.copies {
                put(Self.magic, at: copy)
                put(self.seed, at: copy + 8)
                put(self.openedAt, at: copy + 16)
                let sum = Checksum.sum64(UnsafeRawBufferPointer(rebasing: bytes[copy..<copy + 24]), seed: 0)
                put(sum, at: copy + 24)
            }
            put(Self.word(for: self.released, seed: self.seed), at: Self.releasedOffset)
            put(Self.word(for: self.end, seed: self.seed), at: Self.endOffset)
        }
        return bytes
    }

    /// A number of 48 bits with a check of 16, in one word: it is written in one go.
    static func word(for number: Int, seed: UInt64) -> UInt64 {
        let number = UInt64(number) & 0xFFFF_FFFF_FFFF
        return number | ((number ^ seed) &* 0x9E37_79B9_7F4A_7C15) & 0xFFFF_0000_0000_0000
    }

    private func number(from word: UInt64) -> Int? {
        let number = Int(word & 0xFFFF_FFFF_FFFF)
        return Self.word(for: number, seed: self.seed) == word ? number : nil
    }
}
