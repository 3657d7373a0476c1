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
        let fields = FeedbackFields(projectID: query.projectID)
        self.order = try Self.order(of: query, fields)
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
        if let expression = query.expression {
            source += " AND \(try QueryCondition(expression, fields: fields).sql)"
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

    private static func order(of query: FeedbackQuery, _ fields: FeedbackFields) throws(TraceError) -> SQL {
        let tie: SQL = query.putsLatestFirst ? "feedback.key DESC" : "feedback.key"
        switch query.sort {
        // Said so that an index gives this order.
        case [], [QuerySort(.column("created_at", .time))]: return "feedback.created_at, \(tie)"
        case [QuerySort(.column("created_at", .time), isDescending: true)]: return "feedback.created_at DESC, \(tie)"
        default: return try QueryOrder(query.sort, fields: fields).terms.reversed().reduce(tie) { "\($1), \($0)" }
        }
    }

    /// The index to use, said outright: the one that leads to the fewest rows.
    private static func index(for query: FeedbackQuery) -> SQL {
        if query.expression?.pins("id") == true { return "feedback_by_id" }
        let isPinned = query.weaveRefs != nil || query.expression?.pins("weave_ref") == true
        return isPinned ? "feedback_by_ref" : "feedback_by_time"
    }
}

extension QueryExpression {
    /// Whether it holds a column of texts to given values, wherever it is true.
    fileprivate func pins(_ column: String) -> Bool {
        switch self {
        case .all(let operands):
            operands.contains { if case .expression(let part) = $0 { part.pins(column) } else { false } }
        case .comparison(.equal, .field(.column(let name, .text)), .literal(.text)),
            .comparison(.equal, .literal(.text), .field(.column(let name, .text))):
            name == column
        case .membership(.field(.column(let name, .text)), let literals):
            name == column && !literals.isEmpty
                && literals.allSatisfy { if case .text = $0 { true } else { false } }
        default: false
        }
    }
}
