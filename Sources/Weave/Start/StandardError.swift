#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where a user is told something: standard output is the program's own.
enum StandardError {
    /// Writes a line in one piece.
    static func write(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        #if canImport(Glibc)
            _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        #else
            _ = bytes.withUnsafeBytes { Darwin.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        #endif
    }
}
