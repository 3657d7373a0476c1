internal import TreadleTrace

/// The SQL that finds a query's versions by their keys, in order.
struct ObjectSelection {
    let keys: SQL

    /// Makes the SQL for a query in the project of that key.
    init(_ query: ObjectQuery, in project: Int64) throws(TraceError) {
        try query.check()
        try Self.checkCount(of: query)
        // SQLite leaves an empty list out of its plan, and would then miss the index that it is told to use.
        let lists = [query.objectIDs, query.baseClasses, query.leafClasses, query.tags, query.aliases]
        guard !lists.contains([]) else {
            self.keys = "SELECT key FROM object_versions LIMIT 0"
            return
        }
        var sql: SQL = "SELECT key FROM object_versions \(Self.index(for: query)) WHERE project = \(project)"
        sql += " AND deleted_at IS NULL"
        if query.latestOnly { sql += " AND is_latest = 1" }
        if let names = query.objectIDs { sql += " AND object_id \(Self.oneOf(names))" }
        if let isOp = query.isOp { sql += " AND is_op = \(isOp ? 1 : 0)" }
        if let classes = query.baseClasses { sql += " AND base_class \(Self.oneOf(classes))" }
        if let classes = query.leafClasses { sql += " AND leaf_class \(Self.oneOf(classes))" }
        if let classes = query.excludedBaseClasses, !classes.isEmpty {
            sql += " AND (base_class IS NULL OR base_class NOT IN \(classes))"
        }
        if let tags = query.tags {
            sql += " AND key IN (SELECT version FROM object_tags WHERE project = \(project) AND tag IN \(tags))"
        }
        if let aliases = query.aliases {
            let named: SQL = """
                key IN (SELECT version FROM object_aliases INDEXED BY object_aliases_by_alias
                    WHERE project = \(project) AND alias IN \(aliases))
                """
            // The latest version has that alias without its being written down.
            let isLatest = aliases.contains { ExactText($0) == ExactText("latest") }
            sql += isLatest ? " AND (is_latest = 1 OR \(named))" : " AND \(named)"
        }
        sql += " ORDER BY \(Self.order(of: query)) LIMIT \(query.limit ?? .max)"
        if query.offset > 0 { sql += " OFFSET \(query.offset)" }
        self.keys = sql
    }

    private static func checkCount(of query: ObjectQuery) throws(TraceError) {
        let lists = [
            query.objectIDs, query.baseClasses, query.excludedBaseClasses, query.leafClasses, query.tags,
            query.aliases,
        ]
        guard lists.reduce(0, { $0 + ($1?.count ?? 0) }) <= CallSelection.maximumValues else {
            throw TraceError(
                .invalidRequest,
                "a query names more than \(CallSelection.maximumValues) values, the limit; ask in several queries")
        }
    }

    /// The index to use, said outright; all of them start with the project and end in the usual order.
    private static func index(for query: ObjectQuery) -> SQL {
        if query.objectIDs != nil { return "INDEXED BY object_versions_by_name" }
        // Tags and aliases lead to keys.
        let isByAlias = query.aliases.map { !$0.contains("latest") } ?? false
        if query.tags != nil || isByAlias { return "NOT INDEXED" }
        if query.baseClasses != nil { return "INDEXED BY object_versions_by_base_class" }
        if query.leafClasses != nil { return "INDEXED BY object_versions_by_leaf_class" }
        if query.latestOnly { return "INDEXED BY latest_object_versions_by_time" }
        if query.sort.first?.field == .objectID { return "INDEXED BY object_versions_by_name" }
        return query.isOp != nil ? "INDEXED BY object_versions_by_kind" : "INDEXED BY object_versions_by_time"
    }

    private static func order(of query: ObjectQuery) -> SQL {
        var order: SQL = ""
        var fields: Set<ObjectQuery.Order> = []
        // The time comes last anyway. A column that is named twice would be sorted by although its index is in order.
        for sort in query.sort + [ObjectQuery.Sort(.createdAt)] where fields.insert(sort.field).inserted {
            switch sort.field {
            case .objectID: order += "object_id"
            case .createdAt: order += "created_at"
            }
            order += sort.isDescending ? " DESC, " : ", "
        }
        order += "key"
        return order
    }

    /// One value is compared, not looked up in a list of one: the planner then knows that the index is in order.
    private static func oneOf(_ values: [String]) -> SQL {
        values.count == 1 ? "= \(values[0])" : "IN \(values)"
    }
}
