internal import TreadleTrace

/// Adds up what a project takes. The one place to say what each of its parts does.
struct ProjectSizes {
    private let connection: Connection
    private let project: Int64

    init(_ connection: Connection, project: Int64) {
        self.connection = connection
        self.project = project
    }

    func statistics() throws(SQLiteError) -> ProjectStatistics {
        ProjectStatistics(
            traceBytes: try self.traceBytes(), objectBytes: try self.objectBytes(), tableBytes: try self.tableBytes(),
            fileBytes: try self.fileBytes())
    }

    private func traceBytes() throws(SQLiteError) -> Int {
        try self.sum(
            """
            SELECT coalesce(sum(start_bytes + end_bytes), 0) FROM calls
            WHERE project = \(self.project) AND deleted_at IS NULL
            """)
    }

    private func objectBytes() throws(SQLiteError) -> Int {
        try self.sum(
            """
            SELECT coalesce(sum(size), 0) FROM object_versions WHERE project = \(self.project) AND deleted_at IS NULL
            """)
    }

    private func tableBytes() throws(SQLiteError) -> Int {
        try self.sum("SELECT coalesce(sum(size), 0) FROM tables WHERE project = \(self.project)")
    }

    private func fileBytes() throws(SQLiteError) -> Int {
        try self.sum("SELECT coalesce(sum(size), 0) FROM files WHERE project = \(self.project)")
    }

    private func sum(_ sql: SQL) throws(SQLiteError) -> Int {
        try self.connection.first(sql) { row in Int(row.integer(at: 0)) } ?? 0
    }
}
