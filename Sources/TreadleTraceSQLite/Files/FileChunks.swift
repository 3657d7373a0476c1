/// How a file is cut.
struct FileChunks {
    /// The length of every chunk but the last.
    static let length = 1 << 20

    /// How many chunks go into one transaction: what others wait a few hundredths of a second for.
    private static let batchCount = 8

    /// The file's length.
    let size: Int

    /// How many chunks there are; none of an empty file.
    var count: Int { (self.size + Self.length - 1) / Self.length }

    /// What of the file a chunk holds.
    func range(at position: Int) -> Range<Int> {
        position * Self.length..<min((position + 1) * Self.length, self.size)
    }

    /// The chunks in runs, each for a transaction; one without any for an empty file.
    var batches: [Range<Int>] {
        if self.count == 0 { return [0..<0] }
        return stride(from: 0, to: self.count, by: Self.batchCount).map { $0..<min($0 + Self.batchCount, self.count) }
    }

    /// How many bytes a run of chunks has.
    func size(of batch: Range<Int>) -> Int {
        min(batch.upperBound * Self.length, self.size) - batch.lowerBound * Self.length
    }

    /// The chunk that holds a byte, and where in it.
    func place(of offset: Int) -> (position: Int, offset: Int) { (offset / Self.length, offset % Self.length) }
}
