internal import TreadleCore
internal import TreadleTrace

/// Writes calls with statements that are prepared once.
struct CallInsertion: ~Copyable {
    private let connection: Connection
    private let call: Statement
    private let key: Statement
    private let payload: Statement
    init(_ connection: Connection) throws(SQLiteError) {
        // All are prepared before one is stored: what has noncopyable parts may not fail half made.
        // A call that was deleted stays so: what comes again is a late copy.
        let call = try connection.prepare(
            """
            INSERT INTO calls (project, id, op_name, trace_name, display_name, trace_id, parent_id, thread_id, turn_id,
                started_at, ended_at, user_id, exception, summary)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project, id) DO UPDATE SET
                op_name = excluded.op_name, trace_name = excluded.trace_name, display_name = excluded.display_name,
                trace_id = excluded.trace_id, parent_id = excluded.parent_id, thread_id = excluded.thread_id,
                turn_id = excluded.turn_id, started_at = excluded.started_at, ended_at = excluded.ended_at,
                user_id = excluded.user_id, exception = excluded.exception, summary = excluded.summary
            """)
        let key = try connection.prepare("SELECT key FROM calls WHERE project = ? AND id = ?")
        let payload = try connection.prepare(
            "INSERT OR REPLACE INTO call_payloads (key, attributes, inputs, output) VALUES (?, ?, ?, ?)")
        self.connection = connection
        self.call = call
        self.key = key
        self.payload = payload
    }

    /// Writes one call, or replaces it.
    func insert(_ call: Call, traceName: String, in project: Int64) throws(SQLiteError) {
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
        // Only an insertion sets the last key; an update leaves the 0 (cheaper than RETURNING, which makes a table).
        self.connection.lastInsertedKey = 0
        try self.call.run()
        var key = self.connection.lastInsertedKey
        if key == 0 { key = try self.key(ofCall: call.id, in: project) }
        try self.payload.bind(key, at: 1)
        try self.payload.bind(utf8: call.attributes.bytes, at: 2)
        try self.payload.bind(utf8: call.inputs.bytes, at: 3)
        if let output = call.output {
            try self.payload.bind(utf8: output.bytes, at: 4)
        } else {
            try self.payload.bindNull(at: 4)
        }
        try self.payload.run()
    }

    private func key(ofCall id: String, in project: Int64) throws(SQLiteError) -> Int64 {
        defer { self.key.reset() }
        try self.key.bind(project, at: 1)
        try self.key.bind(id, at: 2)
        return try self.key.step() ? self.key.integer(at: 0) : 0
    }
}
