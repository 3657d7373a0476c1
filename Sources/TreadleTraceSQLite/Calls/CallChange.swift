internal import TreadleCore
internal import TreadleTrace

/// Changes a call that is in the store.
struct CallChange {
    let connection: Connection
    /// The call's key.
    let key: Int64

    /// Puts another call in its place. A name that was given from outside stays.
    func replace(with call: Call, traceName: String) throws(SQLiteError) {
        try self.restart(with: call, traceName: traceName)
        // An absent end, too: all of the call was said anew.
        try self.setEnd(
            endedAt: call.endedAt, output: call.output, exception: call.exception, summary: call.summary,
            runStepEnd: call.runStepEnd, bytes: call.endPayloadBytes)
    }

    /// Takes a start, and keeps what is known of the end. A name that was given from outside stays.
    func restart(with call: Call, traceName: String) throws(SQLiteError) {
        try self.connection.run(
            """
            UPDATE calls SET op_name = \(call.opName), trace_name = \(traceName),
                display_name = CASE WHEN is_renamed THEN display_name ELSE \(call.displayName) END,
                trace_id = \(call.traceID), parent_id = \(call.parentID), thread_id = \(call.threadID),
                turn_id = \(call.turnID), started_at = \(call.startedAt), user_id = \(call.userID),
                run_id = \(call.storedRunID), run_step = \(call.runStep), start_bytes = \(call.startPayloadBytes)
            WHERE key = \(self.key)
            """)
        try self.connection.run(
            """
            UPDATE call_payloads SET attributes = \(call.attributes), inputs = \(call.inputs),
                span_dump = \(call.spanDump)
            WHERE key = \(self.key)
            """)
    }

    /// Takes an end, whatever end there was.
    func end(with end: CallEnd) throws(SQLiteError) {
        try self.setEnd(
            endedAt: end.endedAt, output: end.output, exception: end.exception, summary: end.summary,
            runStepEnd: end.runStepEnd, bytes: end.payloadBytes)
    }

    /// Gives it a name, or takes it away.
    func rename(to name: String?) throws(SQLiteError) {
        try self.connection.run("UPDATE calls SET display_name = \(name), is_renamed = 1 WHERE key = \(self.key)")
    }

    /// Takes everything away but that it was there.
    func delete(at time: Timestamp) throws(SQLiteError) {
        try self.connection.run(
            """
            UPDATE calls SET deleted_at = \(time), op_name = '', trace_name = '', display_name = NULL, trace_id = '',
                parent_id = NULL, thread_id = NULL, turn_id = NULL, ended_at = NULL, user_id = NULL, exception = NULL,
                summary = '', run_id = NULL, run_step = NULL, run_step_end = NULL, start_bytes = 0, end_bytes = 0
            WHERE key = \(self.key)
            """)
        try self.connection.run("DELETE FROM call_payloads WHERE key = \(self.key)")
    }

    private func setEnd(
        endedAt: Timestamp?, output: RawJSON?, exception: String?, summary: RawJSON, runStepEnd: Int?, bytes: Int
    ) throws(SQLiteError) {
        try self.connection.run(
            """
            UPDATE calls SET ended_at = \(endedAt), exception = \(exception), summary = \(summary),
                run_step_end = \(runStepEnd), end_bytes = \(bytes)
            WHERE key = \(self.key)
            """)
        if let output {
            try self.connection.run("UPDATE call_payloads SET output = \(output) WHERE key = \(self.key)")
        } else {
            // The row is large, and mostly there is nothing to take away.
            try self.connection.run(
                "UPDATE call_payloads SET output = NULL WHERE key = \(self.key) AND output IS NOT NULL")
        }
    }
}
