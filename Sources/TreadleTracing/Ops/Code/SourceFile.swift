#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The files that a program was made of, where they are still there.
enum SourceFile {
    /// Larger files hold no code that people wrote.
    private static let maximumSize = 4 << 20

    /// A file's bytes; `nil` where there is none, or it is too large.
    static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= self.maximumSize else {
            return nil
        }
        let size = Int(status.st_size)
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            while count < size {
                let got = pread(file, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
                if got <= 0 { break }
                count += got
            }
            initialized = count
        }
        return count == size ? bytes : nil
    }
}
