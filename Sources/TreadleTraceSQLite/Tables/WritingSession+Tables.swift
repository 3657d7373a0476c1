internal import TreadleCore
internal import TreadleTrace

extension WritingSession {
    /// The content of a row, which is stored where it is new.
    func rowContent(of value: RawJSON, digest: String, in project: Int64) throws(SQLiteError) -> RowContent {
        let key = try self.contentKey(of: value, digest: digest, in: project)
        if let size = try self.connection.rowSize(ofContent: key) { return RowContent(key: key, size: size) }
        // Another spelling of it may be what is stored, as an object's.
        let stored = try self.connection.first("SELECT value FROM contents WHERE key = \(key)") { row in
            row.utf8(at: 0).count
        }
        let size = stored ?? value.bytes.count
        try self.connection.run("INSERT INTO table_contents (key, size) VALUES (\(key), \(size))")
        return RowContent(key: key, size: size)
    }

    /// Stores a table whose rows are there, unless it is there itself.
    func insertTable(_ digest: String, of keys: [Int64], size: Int, in project: Int64) throws(SQLiteError) {
        // Only an insertion sets the last key.
        self.connection.lastInsertedKey = 0
        try self.connection.run(
            """
            INSERT INTO tables (project, digest, count, size) VALUES (\(project), \(digest), \(keys.count), \(size))
            ON CONFLICT (project, digest) DO NOTHING
            """)
        let table = self.connection.lastInsertedKey
        guard table != 0 else { return }
        for part in 0..<TablePart.count(ofRows: keys.count) {
            let rows = keys[(part * TablePart.rowCount)...].prefix(TablePart.rowCount)
            try self.connection.run(
                """
                INSERT INTO table_parts (table_key, part, contents)
                VALUES (\(table), \(part), \(blob: TablePart.pack(rows)[...]))
                """)
        }
    }
}

/// The content of a row: its key, and how many bytes it has.
struct RowContent: Sendable {
    var key: Int64
    var size: Int
}

extension Connection {
    /// How many bytes a content has that is a row; `nil` for any other.
    func rowSize(ofContent key: Int64) throws(SQLiteError) -> Int? {
        try self.first("SELECT size FROM table_contents WHERE key = \(key)") { row in Int(row.integer(at: 0)) }
    }
}
