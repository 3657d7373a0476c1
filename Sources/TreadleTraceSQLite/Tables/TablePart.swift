/// A run of a table's rows as it is stored: the keys of their contents, 8 bytes each, the lowest byte first.
enum TablePart {
    /// How many rows a part has; the last one of a table may have fewer.
    ///
    /// 4000 bytes: what a record may have before SQLite moves its end out of the tree, with pages of 16 KiB.
    static let rowCount = 500
    /// How many bytes a row takes.
    static let keySize = MemoryLayout<Int64>.size

    /// How many parts a table has.
    static func count(ofRows rows: Int) -> Int { (rows + self.rowCount - 1) / self.rowCount }

    /// Writes keys down.
    static func pack(_ keys: ArraySlice<Int64>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(keys.count * self.keySize)
        for key in keys { withUnsafeBytes(of: key.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// Reads keys; a broken one at the end is left out.
    static func unpack(_ bytes: UnsafeRawBufferPointer, into keys: inout [Int64]) {
        for index in 0..<bytes.count / self.keySize {
            keys.append(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * self.keySize, as: Int64.self)))
        }
    }
}
