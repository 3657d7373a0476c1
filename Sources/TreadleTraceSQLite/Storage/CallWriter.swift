internal import Synchronization
internal import TreadleCore
internal import TreadleTrace

/// The one connection that writes, on its own thread. Requests that wait at the same time share a transaction.
actor CallWriter {
    private let executor = BlockingExecutor()
    private nonisolated let queue = Mutex(WriteQueue())
    private let path: String
    private let options: SQLiteTraceStore.Options
    private let checkpointer: Checkpointer?
    private var logBound: LogBound
    private var connection: Connection?
    private var insertion: CallInsertion?
    private var reading: CallReading?
    private var outcomes: [WriteQueue.Ticket: Result<Void, TraceError>] = [:]
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
        self.insertion = try CallInsertion(connection)
        self.reading = try CallReading(connection)
        if checkpointer != nil { connection.observeLog() }
        self.connection = connection
    }

    deinit { self.executor.stop() }

    /// Records calls, together with those of others that wait; returns when they are committed.
    nonisolated func record(_ calls: [Call]) async throws {
        // What can be worked out before is worked out on the caller's thread: the writer's is the narrow place.
        let names = calls.map(\.traceName)
        let size = calls.reduce(0) { $0 + $1.approximateSize }
        let ticket = self.queue.withLock { $0.add(calls, traceNames: names, size: size) }
        try await self.outcome(of: ticket)
    }

    /// Finds calls over the writing connection: for a store in memory, which has no other.
    func calls(matching query: CallQuery) throws -> [Call] {
        try TraceError.mappingSQLite(path: self.path) { try self.reading?.calls(matching: query) }
    }

    /// Finds a page of calls over the writing connection; see ``calls(matching:)``.
    func page(of query: CallQuery, after position: CallPage.Position?) throws -> CallPage {
        try TraceError.mappingSQLite(path: self.path) { try self.reading?.page(of: query, after: position) }
    }

    /// Closes the connection; what is asked for later fails.
    func close() {
        self.insertion = nil
        self.reading = nil
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
    private func outcome(of ticket: WriteQueue.Ticket) throws(TraceError) {
        while true {
            if let outcome = self.outcomes.removeValue(forKey: ticket) { return try outcome.get() }
            self.commit(self.queue.withLock { $0.takeGroup(self.options.groupBounds) })
        }
    }

    private func commit(_ group: [WriteQueue.Request]) {
        do throws(TraceError) {
            try self.write(group)
            for request in group { self.outcomes[request.ticket] = .success(()) }
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

    private func write(_ group: [WriteQueue.Request]) throws(TraceError) {
        guard let connection = self.connection else { throw .closed(self.path) }
        do throws(SQLiteError) {
            try connection.inTransaction(writing: true) { () throws(SQLiteError) in
                for request in group {
                    for (call, name) in zip(request.calls, request.traceNames) {
                        try self.insertion?.insert(call, traceName: name)
                    }
                }
            }
        } catch {
            self.insertion?.forgetProjects()
            throw TraceError(error, path: self.path)
        }
        self.transactionCount += 1
        self.boundLog(of: connection)
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
