/// An extent, and where it can be read.
struct SpooledStretch {
    let extent: SpoolExtent
    let file: SegmentFile
    /// The segment, where it is open: then it can be read also when somebody has taken the file away.
    let open: OpenSegment?

    /// Reads up to so many bytes at an offset of the segment; fewer only at the end of the file.
    func read(at offset: Int, into memory: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        if let open = self.open { return try open.read(at: offset, into: memory) }
        return try SegmentFile.read(self.file.path, at: offset, into: memory)
    }

    /// Reads up to so many bytes at an offset; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            do throws(SystemError) {
                done = try self.read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
