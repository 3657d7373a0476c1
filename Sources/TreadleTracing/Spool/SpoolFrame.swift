internal import TreadleCore
internal import TreadleTrace

/// How a call stands in a segment: a mark, the length, a CRC-32, and the call's wire JSON.
///
/// The mark starts with a byte that UTF-8 never has, so no payload can pass for a frame, and reading can find its way
/// again after damage.
enum SpoolFrame {
    static let headerSize = 12
    private static let mark: [UInt8] = [0xFF, 0x54, 0x57, 0x31]

    /// The header of a payload.
    static func header(of payload: ArraySlice<UInt8>) -> InlineArray<12, UInt8> {
        let length = UInt32(payload.count)
        let sum = Checksum.crc32(payload)
        return InlineArray<12, UInt8> { index in
            switch index {
            case 0..<4: Self.mark[index]
            case 4..<8: UInt8(truncatingIfNeeded: length >> UInt32(8 * (index - 4)))
            default: UInt8(truncatingIfNeeded: sum >> UInt32(8 * (index - 8)))
            }
        }
    }

    /// What stands at a place in a segment.
    enum Reading {
        /// A frame with this payload.
        case frame(ArraySlice<UInt8>)
        /// The start of a frame of so many bytes, whose end is not here.
        case incomplete(needed: Int)
        /// No frame; the next mark may be so many bytes on.
        case damage(length: Int)
    }

    /// Reads what stands at the start of `bytes`, which is not empty.
    static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard bytes.count >= Self.headerSize else {
            return Self.mark.starts(with: bytes.prefix(4)) || bytes.starts(with: Self.mark)
                ? .incomplete(needed: Self.headerSize) : .damage(length: Self.distanceToMark(in: bytes))
        }
        guard bytes.starts(with: Self.mark) else { return .damage(length: Self.distanceToMark(in: bytes)) }
        let start = bytes.startIndex
        func word(at offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + offset + $1]) << UInt32(8 * $1) }
        }
        let end = Self.headerSize + Int(word(at: 4))
        guard end <= bytes.count else { return .incomplete(needed: end) }
        let payload = bytes[start + Self.headerSize..<start + end]
        guard !payload.isEmpty, Checksum.crc32(payload) == word(at: 8) else {
            return .damage(length: Self.distanceToMark(in: bytes))
        }
        return .frame(payload)
    }

    /// How far the next mark, or what may be the start of one, is from the start; at least 1.
    static func distanceToMark(in bytes: ArraySlice<UInt8>) -> Int {
        let next = bytes.dropFirst().firstIndex { $0 == Self.mark[0] }
        return (next ?? bytes.endIndex) - bytes.startIndex
    }
}
