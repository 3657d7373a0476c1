internal import TreadleTrace

/// A table in the store, without its rows.
struct StoredTable: Sendable {
    var key: Int64
    var count: Int
    /// How many bytes its rows take, each time that they stand in it.
    var size: Int
}

extension Connection {
    /// A table by its digest; `nil` where the project has none.
    func table(_ digest: String, in projectID: String) throws(SQLiteError) -> StoredTable? {
        guard let project = try self.projectKey(projectID) else { return nil }
        return try self.table(digest, inProject: project)
    }

    /// A table by its digest; `nil` where the project has none.
    func table(_ digest: String, inProject project: Int64) throws(SQLiteError) -> StoredTable? {
        try self.first("SELECT key, count, size FROM tables WHERE project = \(project) AND digest = \(digest)") { row in
            StoredTable(key: row.integer(at: 0), count: Int(row.integer(at: 1)), size: Int(row.integer(at: 2)))
        }
    }

    /// The keys of a run of a table's rows.
    func contentKeys(of table: StoredTable, _ rows: Range<Int>) throws(SQLiteError) -> ArraySlice<Int64> {
        guard !rows.isEmpty else { return [] }
        let first = rows.lowerBound / TablePart.rowCount
        let last = (rows.upperBound - 1) / TablePart.rowCount
        var keys: [Int64] = []
        keys.reserveCapacity((last - first + 1) * TablePart.rowCount)
        try self.forEach(
            """
            SELECT contents FROM table_parts
            WHERE table_key = \(table.key) AND part BETWEEN \(first) AND \(last) ORDER BY part
            """
        ) { row in
            TablePart.unpack(row.bytes(at: 0), into: &keys)
            return true
        }
        return keys.dropFirst(rows.lowerBound - first * TablePart.rowCount).prefix(rows.count)
    }

    /// A content's digest and value.
    func content(_ key: Int64) throws(SQLiteError) -> StoredRow? {
        try self.first("SELECT digest, value FROM contents WHERE key = \(key)") { row in
            StoredRow(digest: row.text(at: 0), value: row.json(at: 1))
        }
    }
}
