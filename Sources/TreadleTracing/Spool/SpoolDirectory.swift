#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A spool's directory, locked for as long as this is alive.
///
/// The lock is the kernel's (`flock`), so a process that is killed lets go of it.
final class SpoolDirectory: Sendable {
    let path: String
    private let lock: Int32

    /// Makes the directory where it is missing, readable for its owner alone, and locks it.
    ///
    /// - Throws: ``WeaveError`` when it cannot be made or written, or somebody else has it.
    init(path: String) throws(WeaveError) {
        self.path = path
        try Self.make(path)
        let descriptor = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600 as mode_t)
        guard descriptor >= 0 else {
            throw WeaveError(.spoolUnusable, "the spool directory \(path) cannot be written: \(SystemError())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(descriptor)
            throw WeaveError(
                .spoolInUse, "the spool directory \(path) is in use; give each process a directory of its own")
        }
        self.lock = descriptor
    }

    deinit {
        // A child that is being started has a copy of the descriptor until it runs its program, and with it the lock.
        _ = flock(self.lock, LOCK_UN)
        _ = close(self.lock)
    }

    /// The path of a segment.
    func path(of segment: UInt64) -> String {
        let digits = String(segment)
        return "\(self.path)/\(String(repeating: "0", count: max(0, 20 - digits.count)))\(digits).calls"
    }

    /// The segments that are there, with their sizes, in the order of their names.
    func segments() throws(WeaveError) -> [(number: UInt64, size: Int)] {
        var segments: [(number: UInt64, size: Int)] = []
        for name in try Self.names(in: self.path) {
            guard name.hasSuffix(".calls"), let number = UInt64(name.dropLast(6)), number < .max,
                let size = Self.fileSize(self.path(of: number))
            else { continue }
            segments.append((number, size))
        }
        return segments.sorted { $0.number < $1.number }
    }

    /// The bytes of the segments in a directory, whoever has it; 0 where it cannot be read.
    static func size(of directory: String) -> Int {
        let names = (try? Self.names(in: directory)) ?? []
        return names.reduce(0) { $1.hasSuffix(".calls") ? $0 + (Self.fileSize("\(directory)/\($1)") ?? 0) : $0 }
    }

    private static func fileSize(_ path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// What is in a directory, but for the two that are in every one.
    static func names(in path: String) throws(WeaveError) -> [String] {
        guard let directory = opendir(path) else {
            throw WeaveError(.spoolUnusable, "the spool directory \(path) cannot be read: \(SystemError())")
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    static func make(_ path: String) throws(WeaveError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try Self.make(String(path[..<slash]))
            if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        }
        throw WeaveError(.spoolUnusable, "the spool directory \(path) cannot be made: \(SystemError())")
    }
}
