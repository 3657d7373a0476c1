#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import TreadleCore

extension EnvironmentFile {
    /// Far above what a file of settings has, and far below what hurts.
    static let maximumBytes = 1_048_576

    /// Reads a file that must be there, or else `.env` in the working directory if that is there.
    ///
    /// - Throws: ``ConfigurationError`` when it cannot be read or a line of it is malformed.
    static func reading(_ path: String?) throws(ConfigurationError) -> EnvironmentFile? {
        let name = path ?? ".env"
        let descriptor = open(name, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT, path == nil { return nil }
        guard descriptor >= 0 else { throw Self.unreadable(name) }
        defer { close(descriptor) }
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while contents.count <= Self.maximumBytes {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(name) }
            if count == 0 { return try EnvironmentFile(named: name, contents: contents) }
            contents += buffer[..<count]
        }
        throw ConfigurationError(["\(name) is larger than 1 MiB, so it is not a file of settings"])
    }

    private static func unreadable(_ name: String) -> ConfigurationError {
        ConfigurationError(["\(name) cannot be read: \(String(cString: strerror(errno)))"])
    }
}
