internal import TreadleCore
internal import TreadleTrace

/// What is said about calls, put together with what is known.
///
/// A part is kept only of a call that has no row, and a row's identifier was never forgotten: so a call that can be
/// inserted is the only one that needs to look for parts.
extension WritingSession {
    /// Writes one thing that was said of a call.
    ///
    /// - Parameter traceName: The op's plain name; not used for an end.
    func write(_ write: CallWrite, traceName: String) throws(SQLiteError) {
        switch write {
        case .complete(let call):
            let project = try self.projectKey(call.projectID)
            guard try !self.insert(call, traceName: traceName, in: project, isStart: false) else { return }
            try self.change(call.id, in: project)?.replace(with: call, traceName: traceName)
        case .start(let call):
            let project = try self.projectKey(call.projectID)
            guard try !self.insert(call.withoutEnd, traceName: traceName, in: project, isStart: true) else { return }
            try self.change(call.id, in: project)?.restart(with: call, traceName: traceName)
        case .end(let end):
            let project = try self.projectKey(end.projectID)
            switch try self.place(of: end.id, in: project) {
            case .there(let key): try CallChange(connection: self.connection, key: key).end(with: end)
            case .deleted: break
            case .absent: try self.keep(end, in: project)
            }
        }
    }

    /// Names a call, or takes its name away.
    func rename(_ id: String, in project: Int64, to name: String?) throws(SQLiteError) {
        switch try self.place(of: id, in: project) {
        case .there(let key): try CallChange(connection: self.connection, key: key).rename(to: name)
        case .deleted: break
        case .absent: try self.keep(name: name, of: id, in: project)
        }
    }

    /// Deletes calls and everything below them; returns how many of them could be read.
    ///
    /// What is not there is marked as deleted, too, should it still come.
    func deleteCalls(_ ids: [String], in project: Int64, at time: Timestamp) throws(SQLiteError) -> Int {
        var count = 0
        var waiting = ids
        while let id = waiting.popLast() {
            switch try self.place(of: id, in: project) {
            case .there(let key):
                try CallChange(connection: self.connection, key: key).delete(at: time)
                count += 1
            case .deleted: break
            case .absent:
                _ = try self.takePart(of: id, in: project)
                try self.markDeleted(id, in: project, at: time)
            }
            // The call above them is gone by now: a circle of parents ends by itself.
            waiting += try self.connection.callsBelow(id, in: project)
        }
        return count
    }

    /// Writes a call that has no row, together with what was kept of it. Says whether it did.
    private func insert(
        _ call: Call, traceName: String, in project: Int64, isStart: Bool
    ) throws(SQLiteError) -> Bool {
        guard let part = try self.takePart(of: call.id, in: project) else {
            return try self.calls.insert(call, traceName: traceName, in: project)
        }
        var call = call
        if isStart, let end = part.end { call.end(with: end) }
        if part.isRenamed { call.displayName = part.displayName }
        return try self.calls.insert(call, traceName: traceName, in: project, isRenamed: part.isRenamed)
    }

    private enum Place {
        case there(key: Int64)
        case deleted
        case absent
    }

    private func place(of id: String, in project: Int64) throws(SQLiteError) -> Place {
        try self.connection.first(
            "SELECT key, deleted_at IS NULL FROM calls WHERE project = \(project) AND id = \(id)"
        ) { row in row.integer(at: 1) != 0 ? .there(key: row.integer(at: 0)) : .deleted } ?? .absent
    }

    /// The way to change a call; `nil` where it was deleted.
    private func change(_ id: String, in project: Int64) throws(SQLiteError) -> CallChange? {
        guard case .there(let key) = try self.place(of: id, in: project) else { return nil }
        return CallChange(connection: self.connection, key: key)
    }

    private func markDeleted(_ id: String, in project: Int64, at time: Timestamp) throws(SQLiteError) {
        try self.connection.run(
            """
            INSERT INTO calls (project, id, op_name, trace_name, trace_id, started_at, deleted_at, summary)
            VALUES (\(project), \(id), '', '', '', \(time), \(time), '')
            """)
    }
}
