/// How a file is cut.
struct FileChunks {
    /// The length of every chunk but the last.
    static let length = 1 << 20

    /// The file's length.
    let size: Int

    /// How many chunks there are; none of an empty file.
    var count: Int { (self.size + Self.length - 1) / Self.length }

    /// What of the file a chunk holds.
    func range(at position: Int) -> Range<Int> {
        position * Self.length..<min((position + 1) * Self.length, self.size)
    }

    /// The chunk that holds a byte, and where in it.
    func place(of offset: Int) -> (position: Int, offset: Int) { (offset / Self.length, offset % Self.length) }
}
