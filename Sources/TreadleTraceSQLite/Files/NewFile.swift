/// A file to store.
struct NewFile: Sendable {
    let content: ArraySlice<UInt8>
    let digest: String
    let name: String

    /// How it is cut.
    var chunks: FileChunks { FileChunks(size: self.content.count) }

    /// What a chunk holds.
    func chunk(at position: Int) -> ArraySlice<UInt8> {
        let range = self.chunks.range(at: position)
        let start = self.content.startIndex
        return self.content[(start + range.lowerBound)..<(start + range.upperBound)]
    }
}
