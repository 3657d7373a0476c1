internal import CTreadleSQLite

extension Connection {
    /// How many steps of SQLite's machine pass between two looks: some ten microseconds' worth.
    private static let stepsPerLook: Int32 = 10_000

    /// Reads, and stops in the middle of a statement when the task is cancelled.
    ///
    /// - Throws: `CancellationError` then.
    func stoppingWhenCancelled<Success>(_ body: () throws -> Success) throws -> Success {
        sqlite3_progress_handler(self.handle, Self.stepsPerLook, { _ in Task.isCancelled ? 1 : 0 }, nil)
        defer { sqlite3_progress_handler(self.handle, 0, nil, nil) }
        do {
            return try body()
        } catch let error as SQLiteError where error.code == SQLITE_INTERRUPT {
            throw CancellationError()
        }
    }
}
