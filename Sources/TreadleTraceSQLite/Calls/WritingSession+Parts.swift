internal import TreadleCore
internal import TreadleTrace

extension WritingSession {
    /// Keeps an end whose call is not there yet.
    func keep(_ end: CallEnd, in project: Int64) throws(SQLiteError) {
        try self.connection.run(
            """
            INSERT INTO call_parts (project, id, kept_at, ended_at, output, exception, summary, run_step_end)
            VALUES (\(project), \(end.id), \(Timestamp.now), \(end.endedAt), \(end.output), \(end.exception),
                \(end.summary), \(end.runStepEnd))
            ON CONFLICT (project, id) DO UPDATE SET kept_at = excluded.kept_at, ended_at = excluded.ended_at,
                output = excluded.output, exception = excluded.exception, summary = excluded.summary,
                run_step_end = excluded.run_step_end
            """)
        self.keptParts.add(end.id, in: project)
    }

    /// Keeps a name whose call is not there yet.
    func keep(name: String?, of id: String, in project: Int64) throws(SQLiteError) {
        try self.connection.run(
            """
            INSERT INTO call_parts (project, id, kept_at, is_renamed, display_name)
            VALUES (\(project), \(id), \(Timestamp.now), 1, \(name))
            ON CONFLICT (project, id) DO UPDATE SET kept_at = excluded.kept_at, is_renamed = 1,
                display_name = excluded.display_name
            """)
        self.keptParts.add(id, in: project)
    }

    /// What was kept of a call, which is not kept any longer.
    func takePart(of id: String, in project: Int64) throws(SQLiteError) -> CallPart? {
        let connection = self.connection
        let mayHave = try self.keptParts.mayHave(id, in: project) { () throws(SQLiteError) in
            try connection.all("SELECT project, id FROM call_parts LIMIT \(KeptParts.maximumKeys + 1)") { row in
                KeptParts.Key(project: row.integer(at: 0), id: ExactText(row.text(at: 1)))
            }
        }
        guard mayHave else { return nil }
        let part = try connection.first(
            """
            SELECT ended_at, output, exception, summary, run_step_end, is_renamed, display_name FROM call_parts
            WHERE project = \(project) AND id = \(id)
            """
        ) { row in
            let end = row.optionalTime(at: 0).map { endedAt in
                // The project's name is that of the call which comes.
                CallEnd(
                    id: id, projectID: "", endedAt: endedAt, output: row.optionalJSON(at: 1),
                    exception: row.optionalText(at: 2), summary: row.optionalJSON(at: 3) ?? .emptyObject,
                    runStepEnd: row.optionalInteger(at: 4).map { Int($0) })
            }
            return CallPart(end: end, isRenamed: row.integer(at: 5) != 0, displayName: row.optionalText(at: 6))
        }
        guard let part else { return nil }
        try connection.run("DELETE FROM call_parts WHERE project = \(project) AND id = \(id)")
        self.keptParts.remove(id, in: project)
        return part
    }
}
