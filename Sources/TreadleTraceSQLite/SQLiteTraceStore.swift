internal import Synchronization
internal import TreadleTrace

/// A trace store in one SQLite file.
///
/// One thread writes, a few read, and none of them is of the cooperative pool. Calls that are recorded at the same time
/// share a transaction; each `record` is all or nothing all the same. One process writes at a time; others may read
/// while it does (``init(reading:options:)``).
///
/// ``close()`` it when done; a store that just goes away, or whose process is killed, loses nothing that was recorded.
public final class SQLiteTraceStore: Sendable {
    /// Opened for reading by ``init(reading:options:)``, it has no writer.
    let writer: StoreWriter?
    let checkpointer: Checkpointer?
    /// A store in memory has none: its one connection reads as well.
    let readers: ReaderPool?
    let path: String
    private let lock: Mutex<WriterLock?>

    /// Opens a store for reading and writing, and makes it if it is not there; `:memory:` makes one that dies with it.
    ///
    /// Waits for the disk: call it while starting up.
    ///
    /// - Throws: ``TraceError``: ``TraceError/Code/unavailable`` when another process has it open for writing,
    ///   ``TraceError/Code/storageTooNew`` when a newer version wrote it, ``TraceError/Code/storageFailed`` when the
    ///   file is no Treadle store (it is left as it is) or cannot be opened.
    public convenience init(path: String, options: Options = Options()) throws {
        try self.init(path: path, options: options, schema: .current)
    }

    /// Opens a store that is there for reading alone, also while a server writes to it or after one was killed.
    ///
    /// Waits for the disk: call it while starting up.
    ///
    /// - Throws: ``TraceError``: ``TraceError/Code/notFound`` when there is none, and else as ``init(path:options:)``.
    public init(reading path: String, options: Options = Options()) throws {
        self.path = path
        self.writer = nil
        self.checkpointer = nil
        self.lock = Mutex(nil)
        do {
            let opening = StoreOpening(path: path, options: options, schema: .current)
            try opening.checkReadable()
            self.readers = try opening.readers()
        } catch let error as SQLiteError {
            throw TraceError(error, path: path)
        }
    }

    init(path: String, options: Options, schema: Schema) throws {
        self.path = path
        let opening = StoreOpening(path: path, options: options, schema: schema)
        let isInMemory = path == Connection.memoryPath
        self.lock = Mutex(isInMemory ? nil : try opening.claim())
        do {
            let connection = try opening.writingConnection()
            self.checkpointer = isInMemory ? nil : Checkpointer(connection: try opening.checkpointingConnection())
            self.readers = isInMemory ? nil : try opening.readers()
            self.writer = try StoreWriter(
                connection: connection, path: path, options: options, checkpointer: self.checkpointer)
        } catch let error as SQLiteError {
            throw TraceError(error, path: path)
        }
    }

    /// Finishes what is being recorded, closes the file and lets other processes write to it.
    ///
    /// What is asked for afterwards fails with ``TraceError/Code/unavailable``. Closing twice is closing once.
    public func close() async {
        await self.readers?.close()
        await self.checkpointer?.close()
        // Last: the last connection of all copies the log to the database file and removes it.
        await self.writer?.close()
        self.lock.withLock { $0 = nil }
    }

    /// Reads the store as it is at one moment, on a reader's thread.
    func read<Success: Sendable>(_ body: @Sendable (Connection) throws -> Success) async throws -> Success {
        if let readers = self.readers { return try await readers.withReader { try await $0.read(body) } }
        guard let writer = self.writer else { throw TraceError.closed(self.path) }
        return try await writer.read(body)
    }

    /// Does some work in a transaction, on the writer's thread; see ``StoreWriter/write(count:size:_:)``.
    func write<Success: Sendable>(
        count: Int = 1, size: Int = 512, _ work: @escaping @Sendable (WritingSession) throws -> Success
    ) async throws -> Success {
        guard let writer = self.writer else {
            throw TraceError(.invalidRequest, "the store at \(self.path) was opened for reading alone")
        }
        return try await writer.write(count: count, size: size, work)
    }
}
