internal import TreadleCore
internal import TreadleTrace

extension SQLiteTraceStore {
    /// How many calls one transaction deletes: some tens of milliseconds of the writer's time.
    private static let deletionBatch = 500
    /// How many calls are looked below in one read: others share the reader.
    private static let parentsAtOnce = 2000

    /// Deletes calls and everything below them; see `CallStore`.
    ///
    /// Few calls go in one transaction. Many go in short ones, so that whoever records meanwhile does not wait for all
    /// of them, the deepest first: what a deletion that was cut short has left can be found from the same calls again.
    public func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int {
        var rest = try await self.callsFrom(ids, in: projectID)[...]
        var count = 0
        while !rest.isEmpty {
            let batch = Array(rest.suffix(Self.deletionBatch))
            rest = rest.dropLast(batch.count)
            // What came below them since they were looked for goes with them.
            count += try await self.write(count: batch.count) { session in
                try session.deleteCalls(batch, in: session.projectKey(projectID), at: .now)
            }
        }
        return count
    }

    /// Calls and everything below them, once each, and behind the call above it by which it was found.
    private func callsFrom(_ ids: [String], in projectID: String) async throws -> [String] {
        var seen: Set<ExactText> = []
        var found = ids.filter { seen.insert(ExactText($0)).inserted }
        var next = 0
        while next < found.count {
            let parents = found[next...].prefix(Self.parentsAtOnce)
            next = parents.endIndex
            let children = try await self.read { connection in
                guard let project = try connection.projectKey(projectID) else { return [String]() }
                return try parents.flatMap { try connection.callsBelow($0, in: project) }
            }
            found += children.filter { seen.insert(ExactText($0)).inserted }
        }
        return found
    }
}

extension Connection {
    /// The calls right below one, there or not, that are there themselves.
    func callsBelow(_ id: String, in project: Int64) throws(SQLiteError) -> [String] {
        try self.all(
            """
            SELECT id FROM calls INDEXED BY calls_by_parent
            WHERE project = \(project) AND parent_id = \(id) AND deleted_at IS NULL
            """
        ) { row in row.text(at: 0) }
    }
}
