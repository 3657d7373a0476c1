internal import TreadleTrace

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a store's file is checked, claimed and connected to.
struct StoreOpening {
    /// Large pages: several calls fit on one, and few are split (measured against 4, 8, 32 and 64 KiB).
    static let pageSize = 16_384

    let path: String
    let options: SQLiteTraceStore.Options
    let schema: Schema

    /// Takes the right to write. A file that is not ours is left untouched, with nothing put beside it.
    func claim() throws(TraceError) -> WriterLock {
        try self.checkHeader()
        let lock = try WriterLock.take(forDatabaseAt: self.path)
        try self.checkHeader()
        // Made here and not by SQLite, which would let everybody read it: calls hold what people said.
        let file = open(self.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        return lock
    }

    /// Refuses a file that cannot be read as a store.
    func checkReadable() throws(TraceError) {
        guard try DatabaseHeader(path: self.path) != .absent else {
            throw TraceError(.notFound, "there is no store at \(self.path); check the path, or start the server once")
        }
        try self.checkHeader()
    }

    /// The connection that writes, its schema up to date.
    func writingConnection() throws -> sending Connection {
        let connection = try self.connection(.creating)
        let isInMemory = self.path == Connection.memoryPath
        if !isInMemory, try connection.integer("PRAGMA application_id") == 0 {
            // While the file is not in WAL mode yet, so that the name of its owner is in it before anything else is.
            try connection.execute(SQL(stringLiteral: "PRAGMA page_size = \(Self.pageSize)"))
            try connection.execute(SQL(stringLiteral: "PRAGMA application_id = \(Schema.applicationID)"))
        }
        if !isInMemory, try connection.texts("PRAGMA journal_mode = WAL") != ["wal"] {
            throw TraceError(
                .storageFailed,
                "the file system of \(self.path) does not allow shared memory; choose a local data directory")
        }
        try self.setDurability(of: connection)
        try connection.execute("PRAGMA cache_size = -65536")
        // A log that grew while it could not be started anew gives its room back.
        try connection.execute("PRAGMA journal_size_limit = 134217728")
        // What is deleted is overwritten, not only forgotten; some builds of SQLite do so unasked.
        try connection.execute("PRAGMA secure_delete = ON")
        connection.setMaximumRowSize(self.options.maximumRowSize)
        try self.checkVersion(Schema.version(of: connection))
        try self.schema.migrate(connection)
        // A schema of tests may end before there are files.
        if self.schema.version >= Migration.files.version { try connection.removeIncompleteFileContents() }
        return connection
    }

    /// The connection that only checkpoints.
    func checkpointingConnection() throws -> sending Connection {
        let connection = try self.connection(.writing)
        try self.setDurability(of: connection)
        return connection
    }

    /// The readers of a file whose schema is up to date.
    func readers() throws -> ReaderPool {
        ReaderPool(
            try (0..<max(self.options.readers, 1)).map { _ in
                let connection = try self.connection(.reading)
                let version = try Schema.version(of: connection)
                try self.checkVersion(version)
                guard version == self.schema.version else {
                    throw TraceError(
                        .storageFailed,
                        "the store at \(self.path) is of an older version; start the server once to bring it up to date"
                    )
                }
                return StoreReader(connection: connection, path: self.path)
            })
    }

    private func connection(_ access: Connection.Access) throws(SQLiteError) -> sending Connection {
        let connection = try Connection(path: self.path, access: access, busyTimeout: self.options.busyTimeout)
        try connection.defineQueryFunctions()
        return connection
    }

    private func setDurability(of connection: Connection) throws(SQLiteError) {
        switch self.options.durability {
        case .normal: try connection.execute("PRAGMA synchronous = NORMAL")
        case .full: try connection.execute("PRAGMA synchronous = FULL")
        }
    }

    private func checkHeader() throws(TraceError) {
        switch try DatabaseHeader(path: self.path) {
        case .absent: break
        case .database(Schema.applicationID, let version): try self.checkVersion(version)
        case .database, .foreign:
            throw TraceError(
                .storageFailed,
                "\(self.path) is not a Treadle trace store and was left as it is; choose another path")
        }
    }

    private func checkVersion(_ version: Int) throws(TraceError) {
        guard version > self.schema.version else { return }
        throw TraceError(
            .storageTooNew,
            """
            the store at \(self.path) has schema version \(version), this Treadle knows \(self.schema.version); \
            use the Treadle that wrote it, or a newer one
            """
        )
    }
}
