internal import TreadleCore
internal import TreadleTrace

extension WritingSession {
    /// Removes some of what is older than a project's retention: calls first, then what deleted ones left behind, and
    /// parts whose calls never came.
    ///
    /// The retention is looked up here: it may have been changed since somebody began to remove.
    func removeExpired(
        ofProject project: Int64, now: Timestamp, limit: Int
    ) throws(SQLiteError) -> (calls: Int, isDone: Bool) {
        guard let retention = try self.connection.retention(ofProject: project) else { return (0, true) }
        let cutoff = retention.cutoff(at: now)
        let calls = try self.remove(
            """
            SELECT key FROM calls INDEXED BY calls_by_time
            WHERE project = \(project) AND deleted_at IS NULL AND started_at < \(cutoff)
            ORDER BY started_at, id LIMIT \(limit)
            """)
        guard calls < limit else { return (calls, false) }
        let marks = try self.remove(
            """
            SELECT key FROM calls INDEXED BY calls_deleted
            WHERE project = \(project) AND deleted_at IS NOT NULL AND deleted_at < \(cutoff)
            ORDER BY deleted_at LIMIT \(limit)
            """)
        try self.connection.run(
            """
            DELETE FROM call_parts WHERE rowid IN (
                SELECT rowid FROM call_parts WHERE project = \(project) AND kept_at < \(cutoff)
                ORDER BY kept_at LIMIT \(limit))
            """)
        let parts = self.connection.changeCount
        if parts > 0 { self.keptParts.forget() }
        return (calls, marks < limit && parts < limit)
    }

    /// Removes the calls of these keys, payloads and all; returns how many.
    private func remove(_ selection: SQL) throws(SQLiteError) -> Int {
        let keys = try self.connection.all(selection) { row in row.integer(at: 0) }
        for key in keys {
            try self.connection.run("DELETE FROM call_payloads WHERE key = \(key)")
            try self.connection.run("DELETE FROM calls WHERE key = \(key)")
        }
        return keys.count
    }
}

extension Connection {
    /// For how long a project keeps its calls; `nil` means for good.
    func retention(ofProject project: Int64) throws(SQLiteError) -> Retention? {
        let days = try self.first("SELECT retention_days FROM projects WHERE key = \(project)") { row in
            row.optionalInteger(at: 0)
        }
        // Only what is a retention was ever stored.
        return days.flatMap(\.self).flatMap { try? Retention(days: Int($0)) }
    }
}
