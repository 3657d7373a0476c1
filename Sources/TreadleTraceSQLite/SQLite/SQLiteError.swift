internal import CTreadleSQLite

/// A status of SQLite's that is not success, as it was returned.
struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The extended result code, <https://www.sqlite.org/rescode.html>.
    let extendedCode: Int32
    /// What SQLite says about it; names tables and columns at most, never a bound value.
    let message: String
    /// The operating system's error number, where a file was the trouble; else 0.
    let systemError: Int32

    /// The error of the last call on a connection.
    init(_ code: Int32, on connection: OpaquePointer?) {
        self.message = String(cString: connection.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
        self.extendedCode = connection.map { sqlite3_extended_errcode($0) } ?? code
        self.systemError = connection.map { sqlite3_system_errno($0) } ?? 0
    }

    /// The primary result code: the low eight bits.
    var code: Int32 { self.extendedCode & 0xFF }

    var description: String { "SQLite \(self.extendedCode): \(self.message)" }
}
