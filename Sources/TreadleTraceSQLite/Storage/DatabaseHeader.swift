internal import TreadleTrace

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the first bytes of a file say it is (<https://www.sqlite.org/fileformat2.html>, section 1.3).
///
/// Read before SQLite opens the file: opening somebody else's database could already change it, by recovering its log.
enum DatabaseHeader: Hashable {
    /// There is no file, or nothing in it.
    case absent
    /// An SQLite database that says it belongs to this application, at this version.
    case database(applicationID: Int64, version: Int)
    /// Something else.
    case foreign

    private static let length = 100

    /// Reads a file's header.
    init(path: String) throws(TraceError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let reason = errno
            guard reason == ENOENT else { throw .unopenable(path, reason) }
            self = .absent
            return
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Self.length)
        let count = read(file, &bytes, Self.length)
        guard count >= 0 else { throw .unopenable(path, errno) }
        self = count == 0 ? .absent : Self(Array(bytes.prefix(count)))
    }

    /// Understands a header.
    init(_ bytes: [UInt8]) {
        guard bytes.count == Self.length, bytes.starts(with: "SQLite format 3\0".utf8) else {
            self = .foreign
            return
        }
        func integer(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        self = .database(applicationID: Int64(integer(at: 68)), version: Int(integer(at: 60)))
    }
}
