#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What a system call failed with.
struct SystemError: Error, CustomStringConvertible {
    let code: Int32

    /// The failure of the call just made.
    init() { self.code = errno }

    /// A failure that came as a number.
    init(code: Int32) { self.code = code }

    /// Whether there is no file, or directory, of that name.
    var isMissingFile: Bool { self.code == ENOENT || self.code == ENOTDIR }

    var description: String {
        // strerror's buffer is shared by all threads; this one is ours.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress else { return "error \(self.code)" }
            buffer.initialize(repeating: 0)
            return strerror_r(self.code, base, buffer.count) == 0 ? String(cString: base) : "error \(self.code)"
        }
    }
}
