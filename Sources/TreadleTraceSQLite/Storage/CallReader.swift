internal import TreadleCore
internal import TreadleTrace

/// A connection that reads, on its own thread.
actor CallReader {
    private let executor = BlockingExecutor()
    private let path: String
    private var reading: CallReading?

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    init(connection: sending Connection, path: String) throws(SQLiteError) {
        self.path = path
        self.reading = try CallReading(connection)
    }

    deinit { self.executor.stop() }

    func calls(matching query: CallQuery) throws -> [Call] {
        try TraceError.mappingSQLite(path: self.path) { try self.reading?.calls(matching: query) }
    }

    func page(of query: CallQuery, after position: CallPage.Position?) throws -> CallPage {
        try TraceError.mappingSQLite(path: self.path) { try self.reading?.page(of: query, after: position) }
    }

    /// Closes the connection; what is asked for later fails.
    func close() { self.reading = nil }
}
