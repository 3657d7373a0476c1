internal import TreadleCore
internal import TreadleTrace

/// The SQL that finds a query's calls by their keys, in order.
///
/// Only keys: a sort, where a query needs one, then never carries payloads, and an offset is skipped in the index.
struct CallSelection {
    /// More values than SQLite binds at least (`SQLITE_MAX_VARIABLE_NUMBER` as it comes).
    static let maximumValues = 32_000

    let keys: SQL

    init(_ query: CallQuery, after position: CallPage.Position? = nil, limit: Int? = nil) throws(TraceError) {
        try query.check(maximumValues: Self.maximumValues)
        // SQLite leaves an empty list out of its plan, and would then miss the index that it is told to use.
        guard !query.findsNothing else {
            self.keys = "SELECT key FROM calls LIMIT 0"
            return
        }
        var sql: SQL = "SELECT key FROM calls \(Self.index(for: query)) WHERE deleted_at IS NULL"
        if let project = query.projectID {
            sql += " AND project = (SELECT key FROM projects WHERE name = \(project))"
        }
        if query.rootsOnly { sql += " AND parent_id IS NULL" }
        if let ids = query.ids { sql += " AND id \(Self.oneOf(ids))" }
        if let traces = query.traceIDs { sql += " AND trace_id \(Self.oneOf(traces))" }
        if let parents = query.parentIDs { sql += " AND parent_id \(Self.oneOf(parents))" }
        if let names = query.opNames { sql += " AND \(OpNameCondition(names).sql)" }
        switch query.order {
        case .oldestFirst:
            if let position { sql += " AND (started_at, id) > \(Self.place(position))" }
            sql += " ORDER BY started_at, id"
        case .newestFirst:
            if let position { sql += " AND (started_at, id) < \(Self.place(position))" }
            sql += " ORDER BY started_at DESC, id DESC"
        }
        // -1 is no limit.
        let wanted = query.limit.map { $0 - (position?.count ?? 0) }
        sql += " LIMIT \(min(limit ?? .max, wanted ?? .max))"
        if position == nil, query.offset > 0 { sql += " OFFSET \(query.offset)" }
        self.keys = sql
    }

    /// The index to use, said outright: left alone the planner would rather read a whole project in order than sort the
    /// three calls that were asked for.
    private static func index(for query: CallQuery) -> SQL {
        // Every index starts with the project.
        if query.projectID == nil { return "" }
        if query.ids != nil { return "INDEXED BY calls_by_id" }
        if query.traceIDs != nil { return "INDEXED BY calls_by_trace" }
        if query.parentIDs != nil { return "INDEXED BY calls_by_parent" }
        if let names = query.opNames { return OpNameCondition(names).isServedByIndex ? "INDEXED BY calls_by_name" : "" }
        return query.rootsOnly ? "INDEXED BY calls_by_parent" : "INDEXED BY calls_by_time"
    }

    /// One value is compared, not looked up in a list of one: the planner then knows that the index is in order.
    private static func oneOf(_ values: [String]) -> SQL {
        values.count == 1 ? "= \(values[0])" : "IN \(values)"
    }

    private static func place(_ position: CallPage.Position) -> SQL {
        guard case .behind(let startedAt, let id, _) = position.place else { return "(NULL, NULL)" }
        return "(\(startedAt), \(id))"
    }
}

extension CallQuery {
    /// Refuses what cannot be asked.
    fileprivate func check(maximumValues: Int) throws(TraceError) {
        if let limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if self.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
        let lists = [self.ids, self.traceIDs, self.parentIDs, self.opNames]
        guard lists.reduce(0, { $0 + ($1?.count ?? 0) }) <= maximumValues else {
            throw TraceError(
                .invalidRequest, "a query names more than \(maximumValues) values, the limit; ask in several queries")
        }
    }
}

extension CallPage.Position {
    /// How many calls lie before it.
    fileprivate var count: Int {
        guard case .behind(_, _, let count) = self.place else { return 0 }
        return count
    }
}
