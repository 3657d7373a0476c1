internal import CTreadleSQLite

/// Running SQL whose statement is prepared once and kept for the next time.
///
/// The text must come from a bounded number of places: texts that are built from a request's shape belong to
/// ``Connection/prepare(_:isKept:)``.
extension Connection {
    /// Runs a statement to its end, rows passed over.
    func run(_ sql: SQL) throws(SQLiteError) {
        try self.withStatement(sql) { statement throws(SQLiteError) in
            while try statement.step() {}
        }
    }

    /// What `read` makes of the first row; `nil` without one.
    func first<Row>(_ sql: SQL, _ read: (borrowing Statement) throws(SQLiteError) -> Row) throws(SQLiteError) -> Row? {
        try self.withStatement(sql) { statement throws(SQLiteError) in
            try statement.step() ? try read(statement) : nil
        }
    }

    /// What `read` makes of all rows.
    func all<Row>(_ sql: SQL, _ read: (borrowing Statement) throws(SQLiteError) -> Row) throws(SQLiteError) -> [Row] {
        try self.withStatement(sql) { statement throws(SQLiteError) in
            var rows: [Row] = []
            while try statement.step() { rows.append(try read(statement)) }
            return rows
        }
    }

    /// Visits rows until `visit` returns `false`.
    func forEach(_ sql: SQL, _ visit: (borrowing Statement) throws(SQLiteError) -> Bool) throws(SQLiteError) {
        try self.withStatement(sql) { statement throws(SQLiteError) in
            while try statement.step() {
                guard try visit(statement) else { return }
            }
        }
    }

    /// How many rows the last statement inserted, changed or deleted.
    var changeCount: Int { Int(sqlite3_changes64(self.handle)) }

    private func withStatement<Success>(
        _ sql: SQL, _ body: (borrowing Statement) throws(SQLiteError) -> Success
    ) throws(SQLiteError) -> Success {
        if let entry = self.statements.idleEntry(for: sql.text) {
            return try Self.using(entry, sql.values, body)
        }
        let entry = StatementCache.Entry(try self.prepare(SQL(stringLiteral: sql.text)))
        self.statements.keep(entry, for: sql.text)
        return try Self.using(entry, sql.values, body)
    }

    private static func using<Success>(
        _ entry: StatementCache.Entry, _ values: [SQL.Value],
        _ body: (borrowing Statement) throws(SQLiteError) -> Success
    ) throws(SQLiteError) -> Success {
        entry.isInUse = true
        defer {
            entry.statement.reset()
            // What is bound is let go: it may be large.
            entry.statement.clearBindings()
            entry.isInUse = false
        }
        try entry.statement.bind(values)
        return try body(entry.statement)
    }
}
