internal import CTreadleSQLite

extension Connection {
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
    /// Once all of it is copied and nobody reads from it, the next transaction starts the log from its beginning.
    func checkpoint() throws(SQLiteError) {
        let code = sqlite3_wal_checkpoint_v2(self.handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code == SQLITE_OK || code == SQLITE_BUSY else { throw SQLiteError(code, on: self.handle) }
    }

    /// Copies the log and waits, but not for long, until nobody reads from it any more.
    ///
    /// Those who start to read meanwhile read the database file. Reads that always overlap would otherwise keep the log
    /// growing for good.
    func restartLog(patience: Duration, busyTimeout: Duration) throws(SQLiteError) {
        self.setBusyTimeout(patience)
        defer { self.setBusyTimeout(busyTimeout) }
        let code = sqlite3_wal_checkpoint_v2(self.handle, nil, SQLITE_CHECKPOINT_RESTART, nil, nil)
        guard code == SQLITE_OK || code == SQLITE_BUSY else { throw SQLiteError(code, on: self.handle) }
    }
}
