internal import TreadleCore
internal import TreadleTrace

/// Writes new calls with statements that are prepared once.
struct CallInsertion: ~Copyable {
    private let connection: Connection
    private let call: Statement
    private let payload: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        // All are prepared before one is stored: what has noncopyable parts may not fail half made.
        let call = try connection.prepare(
            """
            INSERT INTO calls (project, id, op_name, trace_name, display_name, trace_id, parent_id, thread_id, turn_id,
                started_at, ended_at, user_id, exception, summary, run_id, run_step, run_step_end, start_bytes,
                end_bytes, is_renamed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project, id) DO NOTHING
            """)
        let payload = try connection.prepare(
            "INSERT INTO call_payloads (key, attributes, inputs, output, span_dump) VALUES (?, ?, ?, ?, ?)")
        self.connection = connection
        self.call = call
        self.payload = payload
    }

    /// Writes a call unless its identifier is there, and says whether it did.
    ///
    /// - Parameter isRenamed: Whether its name was given from outside, and stays whatever is said of the call later.
    func insert(
        _ call: Call, traceName: String, in project: Int64, isRenamed: Bool = false
    ) throws(SQLiteError) -> Bool {
        try self.call.bind(project, at: 1)
        try self.call.bind(call.id, at: 2)
        try self.call.bind(call.opName, at: 3)
        try self.call.bind(traceName, at: 4)
        try self.call.bind(call.displayName, at: 5)
        try self.call.bind(call.traceID, at: 6)
        try self.call.bind(call.parentID, at: 7)
        try self.call.bind(call.threadID, at: 8)
        try self.call.bind(call.turnID, at: 9)
        try self.call.bind(call.startedAt.microseconds, at: 10)
        try self.call.bind(call.endedAt?.microseconds, at: 11)
        try self.call.bind(call.userID, at: 12)
        try self.call.bind(call.exception, at: 13)
        try self.call.bind(utf8: call.summary.bytes, at: 14)
        try self.call.bind(call.storedRunID, at: 15)
        try self.call.bind(call.runStep.map(Int64.init), at: 16)
        try self.call.bind(call.runStepEnd.map(Int64.init), at: 17)
        try self.call.bind(Int64(call.startPayloadBytes), at: 18)
        try self.call.bind(Int64(call.endPayloadBytes), at: 19)
        try self.call.bind(isRenamed ? 1 : 0 as Int64, at: 20)
        // Only an insertion sets the last key (cheaper to ask for than RETURNING, which makes a table).
        self.connection.lastInsertedKey = 0
        try self.call.run()
        let key = self.connection.lastInsertedKey
        guard key != 0 else { return false }
        try self.payload.bind(key, at: 1)
        try self.payload.bind(utf8: call.attributes.bytes, at: 2)
        try self.payload.bind(utf8: call.inputs.bytes, at: 3)
        try self.bindPayload(call.output, at: 4)
        try self.bindPayload(call.spanDump, at: 5)
        try self.payload.run()
        return true
    }

    private func bindPayload(_ value: RawJSON?, at index: Int) throws(SQLiteError) {
        guard let value else { return try self.payload.bindNull(at: index) }
        try self.payload.bind(utf8: value.bytes, at: index)
    }
}

extension Call {
    /// The run with its whole name.
    var storedRunID: String? { self.runID.map { Self.fullRunID($0, in: self.projectID) } }
}
