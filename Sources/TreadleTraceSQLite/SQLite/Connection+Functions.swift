internal import CTreadleSQLite

extension Connection {
    /// What SQLite calls: the context to answer to, how many arguments, and the arguments.
    typealias FunctionBody =
        @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    /// Makes a function known to the SQL of this connection; equal arguments must have equal answers.
    func define(_ name: String, argumentCount: Int, _ body: FunctionBody) throws(SQLiteError) {
        // Only for statements of ours: a schema that somebody else wrote may not call it.
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
        let code = sqlite3_create_function_v2(
            self.handle, name, Int32(argumentCount), flags, nil, body, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError(code, on: self.handle) }
    }
}
