internal import TreadleCore
internal import TreadleTrace

/// A connection that reads, on its own thread.
actor StoreReader {
    private let executor = BlockingExecutor()
    private let path: String
    private var connection: Connection?

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    init(connection: sending Connection, path: String) {
        self.path = path
        self.connection = connection
    }

    deinit { self.executor.stop() }

    /// Reads the store as it is at one moment.
    func read<Success: Sendable>(_ body: @Sendable (Connection) throws -> Success) throws -> Success {
        try TraceError.mappingSQLite(path: self.path) {
            try self.connection.map { connection in
                try connection.inTransaction(writing: false) { try body(connection) }
            }
        }
    }

    /// Closes the connection; what is asked for later fails.
    func close() { self.connection = nil }
}
