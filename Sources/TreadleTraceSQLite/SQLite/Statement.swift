internal import CTreadleSQLite

/// A prepared statement.
///
/// Owning the value is owning the handle: it is finalized exactly once, when the value goes away.
struct Statement: ~Copyable {
    let handle: OpaquePointer

    /// Prepares SQL and binds its values. `isKept` tells SQLite that it will be used for long.
    static func prepare(
        _ sql: SQL, on connection: OpaquePointer, isKept: Bool = false
    ) throws(SQLiteError) -> Statement {
        let statement = try Statement(sql.text, on: connection, isKept: isKept)
        try statement.bind(sql.values)
        return statement
    }

    private init(_ text: String, on connection: OpaquePointer, isKept: Bool) throws(SQLiteError) {
        var handle: OpaquePointer?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = sqlite3_prepare_v3(connection, text, -1, flags, &handle, nil)
        guard code == SQLITE_OK, let handle else { throw SQLiteError(code, on: connection) }
        self.handle = handle
    }

    deinit { sqlite3_finalize(self.handle) }

    /// Steps to the next row; `false` when there are no more.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(self.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw SQLiteError(code, on: sqlite3_db_handle(self.handle))
        }
    }

    /// Runs a statement that returns no rows, and makes it ready to run again.
    func run() throws(SQLiteError) {
        let code = sqlite3_step(self.handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            let error = SQLiteError(code, on: sqlite3_db_handle(self.handle))
            sqlite3_reset(self.handle)
            throw error
        }
        sqlite3_reset(self.handle)
    }

    /// Lets go of what is bound.
    func clearBindings() { sqlite3_clear_bindings(self.handle) }

    /// Makes it ready to run again; what is bound stays bound.
    func reset() { sqlite3_reset(self.handle) }
}
