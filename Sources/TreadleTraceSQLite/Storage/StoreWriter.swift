internal import Synchronization
internal import TreadleCore
internal import TreadleTrace

/// The one connection that writes, on its own thread. Requests that wait at the same time share a transaction.
actor StoreWriter {
    private let executor = BlockingExecutor()
    private nonisolated let queue = Mutex(WriteQueue())
    private let path: String
    private let options: SQLiteTraceStore.Options
    private let checkpointer: Checkpointer?
    private var logBound: LogBound
    private var connection: Connection?
    private var session: WritingSession?
    private var outcomes: [WriteQueue.Ticket: Result<any Sendable, any Error>] = [:]
    /// How many transactions were committed.
    private(set) var transactionCount = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    /// Makes a writer; with a checkpointer it leaves the log's length to that one.
    init(
        connection: sending Connection, path: String, options: SQLiteTraceStore.Options, checkpointer: Checkpointer?
    ) throws(SQLiteError) {
        self.path = path
        self.options = options
        self.checkpointer = checkpointer
        self.logBound = LogBound(
            length: options.logBytes / StoreOpening.pageSize, longestPatience: options.busyTimeout)
        self.session = try WritingSession(connection)
        if checkpointer != nil { connection.observeLog() }
        self.connection = connection
    }

    deinit { self.executor.stop() }

    /// Does some work in a transaction, which it may share with others that wait; returns when that is committed.
    ///
    /// What `work` throws undoes it, and nothing else. It may be run more than once.
    nonisolated func write<Success: Sendable>(
        count: Int = 1, size: Int = 512, _ work: @escaping @Sendable (WritingSession) throws -> Success
    ) async throws -> Success {
        let ticket = self.queue.withLock { $0.add(count: count, size: size) { try work($0) } }
        guard let success = try await self.outcome(of: ticket) as? Success else {
            preconditionFailure("a ticket's outcome is what its own work returned")
        }
        return success
    }

    /// Reads over the writing connection: for a store in memory, which has no other.
    func read<Success: Sendable>(_ body: @Sendable (Connection) throws -> Success) throws -> Success {
        try TraceError.mappingSQLite(path: self.path) {
            try self.connection.map { connection in
                try connection.inTransaction(writing: false) { try body(connection) }
            }
        }
    }

    /// Closes the connection; what is asked for later fails.
    func close() {
        self.session = nil
        self.connection = nil
    }

    /// How many requests wait for a transaction.
    nonisolated var waitingCount: Int { self.queue.withLock { $0.count } }

    /// Runs a closure on the writer's thread, between transactions; for tests.
    nonisolated func hold(_ closure: @escaping @Sendable () -> Void) { self.executor.submit(closure) }

    /// Lends the connection; for tests.
    func withConnection<Success: Sendable>(_ body: @Sendable (Connection) throws -> Success) throws -> Success {
        guard let connection = self.connection else { throw TraceError.closed(self.path) }
        return try body(connection)
    }

    /// The first of those who come here commits for all that wait; the others find it done.
    private func outcome(of ticket: WriteQueue.Ticket) throws -> any Sendable {
        while true {
            if let outcome = self.outcomes.removeValue(forKey: ticket) { return try outcome.get() }
            self.commit(self.queue.withLock { $0.takeGroup(self.options.groupBounds) })
        }
    }

    private func commit(_ group: [WriteQueue.Request]) {
        do {
            let results = try self.perform(group)
            for (request, result) in zip(group, results) { self.outcomes[request.ticket] = .success(result) }
        } catch {
            // One of them is to blame, or none: each alone, so that a bad one fails by itself.
            for request in group {
                guard group.count > 1 else {
                    self.outcomes[request.ticket] = .failure(error)
                    break
                }
                self.commit([request])
            }
        }
    }

    private func perform(_ group: [WriteQueue.Request]) throws -> [any Sendable] {
        guard let connection = self.connection, let session = self.session else { throw TraceError.closed(self.path) }
        let results: [any Sendable]
        do {
            results = try connection.inTransaction(writing: true) { try group.map { try $0.work(session) } }
        } catch {
            session.forget()
            throw (error as? SQLiteError).map { TraceError($0, path: self.path) } ?? error
        }
        self.transactionCount += 1
        self.boundLog(of: connection)
        return results
    }

    private func boundLog(of connection: Connection) {
        guard let checkpointer = self.checkpointer else { return }
        let action = self.logBound.committed(
            logLength: connection.logLength, isRoundFinished: checkpointer.takeFinishedRound())
        switch action {
        case .none: break
        case .startRound: checkpointer.start()
        case .finishRound(let patience):
            // After those who wait have their answer: this waits for the disk.
            self.executor.submit { self.assumeIsolated { $0.finishRound(patience: patience) } }
        }
    }

    private func finishRound(patience: Duration?) {
        guard let connection = self.connection else { return }
        // What fails here fails again in a transaction, where somebody can be told.
        if let patience {
            // Two connections cannot copy at a time, and SQLite would not wait for the other one.
            self.checkpointer?.waitForRound()
            _ = try? connection.restartLog(patience: patience, busyTimeout: self.options.busyTimeout)
        } else {
            _ = try? connection.checkpoint()
        }
    }
}
