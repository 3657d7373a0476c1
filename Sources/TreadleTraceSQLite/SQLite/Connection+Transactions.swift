internal import CTreadleSQLite

extension Connection {
    /// Runs `body` in a transaction that is committed when it returns and rolled back when it throws.
    func inTransaction<Success>(
        writing: Bool, _ body: () throws -> Success
    ) throws -> Success {
        // IMMEDIATE takes the write lock at once: one that was taken halfway could find the snapshot outdated.
        try self.execute(writing ? "BEGIN IMMEDIATE" : "BEGIN")
        do {
            let success = try body()
            try self.execute("COMMIT")
            return success
        } catch {
            self.rollBack()
            throw error
        }
    }

    /// Ends a transaction without its changes, if one is open: after some errors SQLite has done so by itself.
    func rollBack() {
        guard sqlite3_get_autocommit(self.handle) == 0 else { return }
        // Nothing can be done about an error here, and the one that led here is the one to report.
        _ = try? self.execute("ROLLBACK")
    }
}
