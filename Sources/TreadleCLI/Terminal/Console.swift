#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One of the process's two outputs.
struct Console: Sendable {
    /// Standard output.
    static let output = Console(descriptor: STDOUT_FILENO)
    /// Standard error.
    static let error = Console(descriptor: STDERR_FILENO)

    private let descriptor: Int32

    /// Writes a text, whole unless the other end is gone.
    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Self.write(self.descriptor, rest)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }

    /// Whether a person reads it.
    var isTerminal: Bool { isatty(self.descriptor) == 1 }

    /// How many columns it has; `nil` where nobody says.
    var columns: Int? {
        var size = winsize()
        guard ioctl(self.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
