internal import CTreadleSQLite

/// A connection to one database file.
///
/// Opened without SQLite's own locking: one actor owns it, and only that actor's thread uses it.
final class Connection {
    /// What may be done over a connection.
    enum Access { case reading, writing, creating }

    /// SQLite's name for a database that lives and dies with its connection.
    static let memoryPath = ":memory:"

    let handle: OpaquePointer
    /// Pages in the write-ahead log after this connection's last commit; see ``observeLog()``.
    var logLength = 0
    /// Statements that are kept; see `Connection+Statements`.
    var statements = StatementCache(capacity: 256)

    init(path: String, access: Access, busyTimeout: Duration) throws(SQLiteError) {
        let flags =
            switch access {
            case .reading: SQLITE_OPEN_READONLY
            case .writing: SQLITE_OPEN_READWRITE
            case .creating: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            // A handle comes back even when opening failed, to ask it why.
            defer { sqlite3_close(handle) }
            throw SQLiteError(code, on: handle)
        }
        self.handle = handle
        self.setBusyTimeout(busyTimeout)
    }

    // Statements that are still alive keep SQLite's side open until they go: their owner may be released after this.
    deinit { sqlite3_close_v2(self.handle) }

    /// How long to wait for what another connection holds.
    func setBusyTimeout(_ timeout: Duration) {
        sqlite3_busy_timeout(self.handle, Int32(clamping: Int(timeout / .milliseconds(1))))
    }

    /// Prepares a statement to be used for long.
    func prepare(_ sql: SQL, isKept: Bool = true) throws(SQLiteError) -> Statement {
        try Statement.prepare(sql, on: self.handle, isKept: isKept)
    }

    /// Runs one statement to its end; rows are passed over.
    func execute(_ sql: SQL) throws(SQLiteError) {
        let statement = try self.prepare(sql, isKept: false)
        while try statement.step() {}
    }

    /// The first column of the first row, as an integer.
    func integer(_ sql: SQL) throws(SQLiteError) -> Int64? {
        let statement = try self.prepare(sql, isKept: false)
        return try statement.step() ? statement.optionalInteger(at: 0) : nil
    }

    /// The first column of all rows, as texts.
    func texts(_ sql: SQL) throws(SQLiteError) -> [String] {
        let statement = try self.prepare(sql, isKept: false)
        var texts: [String] = []
        while try statement.step() { texts.append(statement.text(at: 0)) }
        return texts
    }

    /// Bounds the size of a row in bytes; a larger one is refused.
    func setMaximumRowSize(_ bytes: Int) { sqlite3_limit(self.handle, SQLITE_LIMIT_LENGTH, Int32(clamping: bytes)) }

    /// The rowid of the last row inserted. Setting it tells afterwards whether anything was.
    var lastInsertedKey: Int64 {
        get { sqlite3_last_insert_rowid(self.handle) }
        set { sqlite3_set_last_insert_rowid(self.handle, newValue) }
    }
}
