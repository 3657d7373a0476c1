internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A segment's file: opened when it is first needed, closed when it is let go of.
final class SegmentFile: Sendable {
    let path: String
    private let isNew: Bool
    private let descriptor = Mutex<Int32?>(nil)

    /// - Parameter isNew: Whether it is made, and may not be there; otherwise it is only read.
    init(path: String, isNew: Bool) {
        self.path = path
        self.isNew = isNew
    }

    deinit {
        self.descriptor.withLock { if let descriptor = $0 { _ = close(descriptor) } }
    }

    /// The lock is held while the file is opened: whoever else needs this segment needs it open.
    private func opened() throws(SystemError) -> Int32 {
        try self.descriptor.withLock { (descriptor) throws(SystemError) -> Int32 in
            if let descriptor { return descriptor }
            let flags = self.isNew ? O_RDWR | O_CREAT | O_EXCL : O_RDONLY
            let new = open(self.path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600 as mode_t)
            guard new >= 0 else { throw SystemError() }
            descriptor = new
            return new
        }
    }

    /// Writes two buffers one after the other at an offset: one system call, unless the kernel takes only a part.
    func write(
        _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemError) {
        let descriptor = try self.opened()
        let total = head.count + body.count
        var done = 0
        while done < total {
            let count = Self.write(
                head.dropFirst(done), body.dropFirst(max(0, done - head.count)), to: descriptor, at: offset + done)
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw SystemError()
            }
        }
    }

    private static func write(
        _ head: UnsafeRawBufferPointer.SubSequence, _ body: UnsafeRawBufferPointer.SubSequence, to descriptor: Int32,
        at offset: Int
    ) -> Int {
        withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
            parts.initializeElement(at: 0, to: iovec(rebasing: head))
            parts.initializeElement(at: 1, to: iovec(rebasing: body))
            return pwritev(descriptor, parts.baseAddress, 2, off_t(offset))
        }
    }

    /// Reads up to so many bytes at an offset; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        let descriptor = try self.opened()
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
                if got == 0 { break }
                if got > 0 {
                    done += got
                } else if errno != EINTR {
                    failure = SystemError()
                    break
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Takes the file out of its directory.
    func delete() {
        _ = unlink(self.path)
    }
}

extension iovec {
    fileprivate init(rebasing bytes: UnsafeRawBufferPointer.SubSequence) {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes)
        self.init(iov_base: .init(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}
