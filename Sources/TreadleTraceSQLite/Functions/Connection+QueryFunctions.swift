extension Connection {
    /// Makes known what queries need and SQLite has not.
    func defineQueryFunctions() throws(SQLiteError) {
        try self.defineJSONFunctions()
        try self.defineValueFunctions()
        try self.defineCallFunctions()
    }
}
