internal import TreadleTrace

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The right to write to a store: one process at a time holds it.
///
/// SQLite would let two writers take turns; two servers on one data directory are a mistake that should show at once.
/// The system gives the lock back when the process ends, however it ends. The file stays: removing it would let two
/// processes lock two files of one name.
struct WriterLock: ~Copyable {
    private let file: Int32

    /// Takes the lock of the database at `path`.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/unavailable`` when somebody holds it.
    static func take(forDatabaseAt path: String) throws(TraceError) -> WriterLock {
        let lockPath = path + ".lock"
        let file = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unopenable(lockPath, errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.holder(file)
            close(file)
            guard reason == EWOULDBLOCK else { throw .unopenable(lockPath, reason) }
            throw TraceError(
                .unavailable,
                "the store at \(path) is in use by another server\(holder); stop it, or choose another data directory")
        }
        Self.write(file)
        return WriterLock(file: file)
    }

    private init(file: Int32) { self.file = file }

    deinit { close(self.file) }

    /// The holder's process, as it wrote it down; for people only.
    private static func holder(_ file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0, let process = Int(String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
        else { return "" }
        return " (process \(process))"
    }

    private static func write(_ file: Int32) {
        let text = Array("\(getpid())\n".utf8)
        ftruncate(file, 0)
        _ = pwrite(file, text, text.count, 0)
    }
}
