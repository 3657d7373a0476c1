#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import WeaveMacrosExpansion

/// The compiler's end of a plugin: messages on standard input and output, each after its length.
@main
struct PluginPipe {
    /// No declaration is as long; a length beyond it is not a length.
    private static let messageLimit = 1 << 30

    static func main() {
        let session = PluginSession()
        while let head = Self.read(8) {
            let length = head.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard length <= Self.messageLimit, let message = Self.read(Int(length)),
                let answer = session.answer(to: message)
            else { return }
            let count = UInt64(answer.count)
            guard Self.write((0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } + answer) else { return }
        }
    }

    private static func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                    Glibc.read(0, buffer.baseAddress.map { $0 + filled }, count - filled)
                #else
                    Darwin.read(0, buffer.baseAddress.map { $0 + filled }, count - filled)
                #endif
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let got = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(1, buffer.baseAddress.map { $0 + written }, bytes.count - written)
                #else
                    Darwin.write(1, buffer.baseAddress.map { $0 + written }, bytes.count - written)
                #endif
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return false }
            written += got
        }
        return true
    }
}
