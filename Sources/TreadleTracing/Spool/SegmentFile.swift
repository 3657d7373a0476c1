#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A segment's file, as it is found by its name: it holds nothing open.
struct SegmentFile: Sendable, Hashable {
    let path: String
    let frame: SpoolFrame

    /// Reads up to so many bytes at an offset into memory; fewer only at the end of the file.
    static func read(
        _ path: String, at offset: Int, into memory: UnsafeMutableRawBufferPointer
    ) throws(SystemError) -> Int {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw SystemError() }
        defer { _ = close(descriptor) }
        return try Self.read(descriptor, at: offset, into: memory)
    }

    /// Reads from a file that is open; otherwise like the one that opens it.
    static func read(
        _ descriptor: Int32, at offset: Int, into memory: UnsafeMutableRawBufferPointer
    ) throws(SystemError) -> Int {
        var done = 0
        while done < memory.count {
            let got = pread(descriptor, memory.baseAddress.map { $0 + done }, memory.count - done, off_t(offset + done))
            if got == 0 { break }
            if got > 0 {
                done += got
            } else if errno != EINTR {
                throw SystemError()
            }
        }
        return done
    }

    /// Reads up to so many bytes at an offset; fewer only at the end of the file.
    static func read(_ path: String, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            do throws(SystemError) {
                done = try Self.read(path, at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Notes in the header how far the frames are in a store. It only spares work after a kill, so it may fail.
    func note(released: Int) {
        let descriptor = open(self.path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        let word = SegmentHeader.word(for: released, seed: self.frame.seed)
        withUnsafeBytes(of: word.littleEndian) { word in
            _ = pwrite(descriptor, word.baseAddress, word.count, off_t(SegmentHeader.releasedOffset))
        }
    }

    /// Takes the file out of its directory.
    func delete() { _ = unlink(self.path) }

    /// Where the frames end: after the last one that is whole.
    ///
    /// A segment that its process did not get to close has room behind them, or what was there before.
    func endOfFrames(from start: Int, size: Int) throws(SystemError) -> Int {
        let bytes = try Self.read(self.path, at: start, count: max(0, size - start))
        return bytes.withUnsafeBytes { bytes in
            var end = 0
            var index = 0
            while index < bytes.count {
                switch self.frame.read(UnsafeRawBufferPointer(rebasing: bytes[index...]), at: start + index) {
                case .frame(let payload):
                    index += SpoolFrame.headerSize + payload
                    end = index
                case .damage(let length): index += length
                case .incomplete:
                    index += SpoolFrame.distanceToMark(in: UnsafeRawBufferPointer(rebasing: bytes[index...]))
                }
            }
            return start + end
        }
    }
}
