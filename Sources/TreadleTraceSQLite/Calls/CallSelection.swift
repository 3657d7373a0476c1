internal import TreadleCore
internal import TreadleTrace

/// The SQL that finds a query's calls by their keys, in order.
///
/// Only keys: a sort, where a query needs one, then never carries payloads, and an offset is skipped in the index.
struct CallSelection {
    /// More values than SQLite binds at least (`SQLITE_MAX_VARIABLE_NUMBER` as it comes).
    static let maximumValues = 32_000

    /// Where to look, and for what: everything behind `SELECT …`.
    private let source: SQL
    private let order: CallOrder
    private let limit: Int?
    private let offset: Int
    /// Whether a page can start behind a call, where an index leads: the order is by start, and the index gives it.
    let isPagedByPlace: Bool

    /// - Parameter expansion: How the query's expanded paths are looked through.
    init(_ query: CallQuery, expanding expansion: RefExpansion = .none) throws(TraceError) {
        if let limit = query.limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        if query.offset < 0 { throw TraceError(.invalidRequest, "offset must not be negative") }
        self.limit = query.limit
        self.offset = query.offset
        let fields = CallFields(expansion: expansion, projectID: query.projectID)
        let order = try CallOrder(query, fields: fields)
        self.order = order
        // SQLite leaves an empty list out of its plan, and would then miss the index that it is told to use.
        guard !query.findsNothing else {
            self.source = "FROM calls WHERE FALSE"
            self.isPagedByPlace = false
            return
        }
        let pins = CallPins(query)
        let filters = try CallConditions(query, pins, fields: fields)
        let index = CallIndex(for: query, pins)
        var source: SQL = "FROM calls \(index.sql)"
        if filters.needsPayloads || order.needsPayloads {
            // CROSS JOIN keeps the order of the two: a payload is looked up once its call is known to be of interest.
            source += " CROSS JOIN call_payloads ON call_payloads.key = calls.key"
        }
        source += " WHERE \(filters.sql)"
        self.source = source
        self.isPagedByPlace = index.isInOrder && order.isByTime
        guard source.values.count + order.sql.values.count <= Self.maximumValues else {
            throw TraceError(
                .invalidRequest,
                "a query holds more than \(Self.maximumValues) values, the limit; ask in several queries")
        }
    }

    /// The keys of all that is found, in order: of at most so many, where that is said.
    func keys(atMost count: Int? = nil) -> SQL {
        var sql: SQL = "SELECT calls.key \(self.source) ORDER BY \(self.order.sql)"
        // -1 is no limit, and so is the largest number.
        sql += " LIMIT \(min(count ?? .max, self.limit ?? .max))"
        if self.offset > 0 { sql += " OFFSET \(self.offset)" }
        return sql
    }

    /// The keys of what comes behind a call, of which and before which there were `passed`.
    func keys(behind startedAt: Timestamp, _ id: String, passed: Int, atMost count: Int) -> SQL {
        let comparison: SQL = self.order.isNewestFirst ? "<" : ">"
        return """
            SELECT calls.key \(self.source) AND (calls.started_at, calls.id) \(comparison) (\(startedAt), \(id))
            ORDER BY \(self.order.sql) LIMIT \(min(count, self.limit.map { max($0 - passed, 0) } ?? .max))
            """
    }

    /// How many are found, up to one more than the limit.
    var count: SQL {
        let limit = self.limit.map { $0 == .max ? $0 : $0 + 1 } ?? .max
        return "SELECT count(*) FROM (SELECT 1 \(self.source) LIMIT \(limit) OFFSET \(self.offset))"
    }

    /// How many bytes what is found takes.
    var storageSize: SQL { CallSize.sum(ofKeys: self.keys()) }
}
