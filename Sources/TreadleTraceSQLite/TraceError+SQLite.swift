internal import CTreadleSQLite
internal import TreadleTrace

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension TraceError {
    /// What an error of SQLite's means to a caller, and what can be done about it.
    init(_ error: SQLiteError, path: String) {
        let store = path == Connection.memoryPath ? "the store in memory" : "the store at \(path)"
        let (code, message): (Code, String) =
            switch error.code {
            case SQLITE_FULL:
                (
                    .storageFailed,
                    """
                    \(store) cannot grow: the disk is full. Nothing of this request was recorded; \
                    free space and send it again
                    """
                )
            case SQLITE_IOERR:
                (
                    .storageFailed,
                    """
                    reading or writing \(store) failed\(Self.reason(error)). Nothing of this request was recorded; \
                    check the disk and send it again
                    """
                )
            case SQLITE_TOOBIG:
                (.invalidRequest, "a call is larger than the store takes; nothing of this request was recorded")
            case SQLITE_BUSY, SQLITE_LOCKED:
                (.unavailable, "\(store) is locked by another program; try again, or stop that program")
            case SQLITE_CORRUPT, SQLITE_NOTADB:
                (.storageFailed, "\(store) is damaged (\(error.message)); restore it from a backup")
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN:
                (
                    .storageFailed,
                    """
                    \(store) cannot be opened for this\(Self.reason(error)); \
                    check that its directory exists and may be written to
                    """
                )
            default: (.storageFailed, "\(store) failed: \(error.message) (code \(error.extendedCode))")
            }
        self.init(code, message, cause: error)
    }

    /// The refusal of a request to a store that was closed.
    static func closed(_ path: String) -> TraceError {
        TraceError(.unavailable, "the store at \(path) is closed")
    }

    /// Runs a read; no result means that the store is closed.
    static func mappingSQLite<Success>(path: String, _ body: () throws -> Success?) throws -> Success {
        do {
            guard let success = try body() else { throw TraceError.closed(path) }
            return success
        } catch let error as SQLiteError {
            throw TraceError(error, path: path)
        }
    }

    /// A file that the system does not open.
    static func unopenable(_ path: String, _ reason: Int32) -> TraceError {
        TraceError(
            .storageFailed,
            """
            \(path) cannot be opened: \(String(cString: strerror(reason))); \
            check that its directory exists and may be written to
            """
        )
    }

    private static func reason(_ error: SQLiteError) -> String {
        error.systemError == 0
            ? " (\(error.message), code \(error.extendedCode))" : " (\(String(cString: strerror(error.systemError))))"
    }
}
