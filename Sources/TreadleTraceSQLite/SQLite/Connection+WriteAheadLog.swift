internal import CTreadleSQLite

extension Connection {
    /// How far the write-ahead log is, in pages.
    struct LogState: Sendable, Hashable {
        /// Pages in the log.
        var length: Int
        /// Pages of it that are in the database file too.
        var copied: Int
    }

    /// Keeps ``logLength`` up to date from now on, in place of SQLite's own checkpoints at commit.
    func observeLog() {
        // The hook runs inside this connection's own commits, so whoever calls it keeps `self` alive.
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            self.handle,
            { context, _, _, length in
                guard let context else { return SQLITE_OK }
                Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().logLength = Int(length)
                return SQLITE_OK
            }, context)
    }

    /// Copies what it can from the log to the database file without waiting for anybody.
    ///
    /// Once all of it is copied, the next transaction starts the log from its beginning.
    @discardableResult
    func checkpoint() throws(SQLiteError) -> LogState {
        var length: Int32 = 0
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(self.handle, nil, SQLITE_CHECKPOINT_PASSIVE, &length, &copied)
        guard code == SQLITE_OK || code == SQLITE_BUSY else { throw SQLiteError(code, on: self.handle) }
        return LogState(length: Int(length), copied: Int(copied))
    }
}
