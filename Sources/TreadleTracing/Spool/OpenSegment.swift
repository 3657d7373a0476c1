internal import Synchronization
internal import TreadleCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A segment that frames are written to: its file is open and, where the file system allows it, mapped into memory.
///
/// What is written into a mapped file is the kernel's at once, as with a system call, and survives a kill of the
/// process. The file's blocks are taken before it is mapped, so that a full disk is an error here and never a signal
/// later; where the file system does not promise that, frames are written by system calls.
///
/// `@unchecked Sendable`: all stored properties are constant, and what they refer to is written by the spool alone, under
/// its lock.
final class OpenSegment: @unchecked Sendable {
    let path: String
    let capacity: Int
    private let descriptor: Int32
    private let memory: UnsafeMutableRawPointer?

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - isMapped: Whether the file system keeps room that was taken, so that memory may stand for it.
    init(path: String, capacity: Int, isMapped: Bool) throws(SystemError) {
        self.path = path
        self.capacity = capacity
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600 as mode_t)
        guard descriptor >= 0 else { throw SystemError() }
        self.descriptor = descriptor
        switch isMapped ? Self.mapped(descriptor, capacity, takingRoom: true) : .success(nil) {
        case .success(let memory): self.memory = memory
        case .failure(let error):
            _ = close(descriptor)
            _ = unlink(path)
            throw error
        }
    }

    /// Opens a file that was made as above and is to be used again.
    init(existing path: String, _ capacity: Int) throws(SystemError) {
        self.path = path
        self.capacity = capacity
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw SystemError() }
        self.descriptor = descriptor
        switch Self.mapped(descriptor, capacity, takingRoom: false) {
        case .success(let memory): self.memory = memory
        case .failure(let error):
            _ = close(descriptor)
            throw error
        }
    }

    private static func mapped(
        _ descriptor: Int32, _ capacity: Int, takingRoom: Bool
    ) -> Result<UnsafeMutableRawPointer?, SystemError> {
        do throws(SystemError) {
            if takingRoom { try Self.takeRoom(descriptor, capacity) }
            return .success(try Self.map(descriptor, capacity))
        } catch {
            return .failure(error)
        }
    }

    deinit {
        if let memory = self.memory { _ = munmap(memory, self.capacity) }
        _ = close(self.descriptor)
    }

    /// Whether it may be used again: its pages are there.
    var isMapped: Bool { self.memory != nil }

    /// What is written there, where it is mapped. It is there as long as this is.
    func memory(at offset: Int, count: Int) -> UnsafeRawBufferPointer? {
        precondition(offset + count <= self.capacity, "frames are beyond their segment")
        return self.memory.map { UnsafeRawBufferPointer(start: $0 + offset, count: count) }
    }

    private static func takeRoom(_ descriptor: Int32, _ capacity: Int) throws(SystemError) {
        #if os(Linux)
            var code: Int32
            repeat { code = posix_fallocate(descriptor, 0, off_t(capacity)) } while code == EINTR
            guard code == 0 else { throw SystemError(code: code) }
            try Self.fill(descriptor, capacity)
        #endif
    }

    private static func map(_ descriptor: Int32, _ capacity: Int) throws(SystemError) -> UnsafeMutableRawPointer? {
        #if os(Linux)
            let memory = mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
            guard let memory, memory != MAP_FAILED else { throw SystemError() }
            // Older kernels do not know it; then the pages come one by one.
            _ = madvise(memory, capacity, Self.populateWrite)
            return memory
        #else
            return nil
        #endif
    }

    /// Writes zeros. Long writes give the kernel's large pages, which come into memory many at a time: a seventh of the
    /// cost of pages that come one by one as they are touched.
    private static func fill(_ descriptor: Int32, _ capacity: Int) throws(SystemError) {
        let zeros = [UInt8](repeating: 0, count: min(capacity, 512 << 10))
        var done = 0
        while done < capacity {
            let count = zeros.withUnsafeBytes { zeros in
                pwrite(descriptor, zeros.baseAddress, min(zeros.count, capacity - done), off_t(done))
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw SystemError()
            }
        }
    }

    /// `MADV_POPULATE_WRITE`, which headers older than the kernel lack.
    private static let populateWrite: Int32 = 23

    /// Reads up to so many bytes at an offset, whatever has become of the file's name.
    func read(at offset: Int, into memory: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        try SegmentFile.read(self.descriptor, at: offset, into: memory)
    }

    /// Whether the file has a name still: what is written to one that was deleted does not survive the process.
    var isLinked: Bool {
        var status = stat()
        return fstat(self.descriptor, &status) == 0 && status.st_nlink > 0
    }

    /// Begins a use of the file.
    func begin(_ header: SegmentHeader) throws(SystemError) {
        guard let memory = self.memory else { return try self.write(header.bytes, at: 0) }
        header.bytes.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { memory.copyMemory(from: base, byteCount: bytes.count) }
        }
    }

    /// Notes where the frames end, now that no more come.
    func note(end: Int, _ frame: SpoolFrame) {
        self.note(SegmentHeader.word(for: end, seed: frame.seed), at: SegmentHeader.endOffset)
    }

    /// Notes how far the frames are in a store.
    func note(released: Int, _ frame: SpoolFrame) {
        self.note(SegmentHeader.word(for: released, seed: frame.seed), at: SegmentHeader.releasedOffset)
    }

    /// These notes only spare work after a kill, so they may fail.
    private func note(_ word: UInt64, at offset: Int) {
        let word = word.littleEndian
        if let memory = self.memory { return (memory + offset).storeBytes(of: word, as: UInt64.self) }
        withUnsafeBytes(of: word) { word in _ = pwrite(self.descriptor, word.baseAddress, word.count, off_t(offset)) }
    }

    /// Writes a frame for which there is room.
    @inline(__always)
    func write(
        _ payload: UnsafeRawBufferPointer, _ digest: SpoolFrame.Digest, _ frame: SpoolFrame, at offset: Int
    ) throws(SystemError) {
        precondition(offset + SpoolFrame.headerSize + payload.count <= self.capacity, "a frame is beyond its segment")
        if let memory = self.memory { return frame.write(payload, digest, to: memory + offset, at: offset) }
        let bytes = [UInt8](unsafeUninitializedCapacity: SpoolFrame.headerSize + payload.count) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            frame.write(payload, digest, to: base, at: offset)
            count = buffer.count
        }
        try self.write(bytes, at: offset)
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(self.descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw SystemError()
            }
        }
    }
}
