internal import TreadleCore
internal import TreadleTrace

/// The SQL that finds a query's feedback by its keys, in order.
struct FeedbackSelection {
    /// More values than SQLite binds at least (`SQLITE_MAX_VARIABLE_NUMBER` as it comes).
    static let maximumValues = 32_000

    /// Everything behind `SELECT …`, up to the order.
    private let source: SQL
    private let order: SQL
    private let limit: Int?
    private let offset: Int

    init(_ query: FeedbackQuery) throws(TraceError) {
        try query.check()
        self.limit = query.limit
        self.offset = query.offset
        self.order = Self.order(of: query)
        // SQLite leaves an empty list out of its plan, and would then miss the index that it is told to use.
        guard query.weaveRefs != [] else {
            self.source = "FROM feedback WHERE FALSE"
            return
        }
        var source: SQL = """
            FROM feedback INDEXED BY \(Self.index(for: query))
            WHERE feedback.project = (SELECT key FROM projects WHERE name = \(query.projectID))
            """
        if let refs = query.weaveRefs {
            source += refs.count == 1 ? " AND feedback.weave_ref = \(refs[0])" : " AND feedback.weave_ref IN \(refs)"
        }
        self.source = source
        guard source.values.count + self.order.values.count <= Self.maximumValues else {
            throw TraceError(
                .invalidRequest,
                "a query holds more than \(Self.maximumValues) values, the limit; ask in several queries")
        }
    }

    /// The keys of all that is found, in order.
    var keys: SQL {
        // The largest number is no limit.
        var sql: SQL = "SELECT feedback.key \(self.source) ORDER BY \(self.order) LIMIT \(self.limit ?? .max)"
        if self.offset > 0 { sql += " OFFSET \(self.offset)" }
        return sql
    }

    /// How many are found, limit and offset aside.
    var count: SQL { "SELECT count(*) \(self.source)" }

    private static func order(of query: FeedbackQuery) -> SQL {
        "feedback.created_at, feedback.key"
    }

    private static func index(for query: FeedbackQuery) -> SQL {
        query.weaveRefs == nil ? "feedback_by_time" : "feedback_by_ref"
    }
}
