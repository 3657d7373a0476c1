internal import TreadleCore
internal import TreadleTrace

/// Writes a query as a request for calls: the other end of ``CallsRequest``.
struct CallsRequestBody {
    private let query: CallQuery
    private let projectID: String
    /// The query's condition, with what has no place of its own in the protocol.
    private let expression: QueryExpression?
    private let offset: Int

    /// - Parameter position: Where the calls that are wanted begin, by an answer of this client's.
    init(_ query: CallQuery, after position: CallPage.Position? = nil) throws(TraceError) {
        guard let projectID = query.projectID else {
            throw TraceError(.invalidRequest, "a query over the wire must name a project; give one as entity/name")
        }
        self.query = query
        self.projectID = projectID
        var conditions = query.expression.map { [$0] } ?? []
        if query.turnsOnly {
            conditions.append(.comparison(.equal, .field(.column("turn_id", .text)), .field(.column("id", .text))))
        }
        var offset = query.offset
        if let position, case .behind(let startedAt, let id, let count) = position.place {
            if query.sort?.isEmpty ?? true {
                conditions += Self.behind(startedAt, id, in: query.order)
                offset = 0
            } else {
                offset += count
            }
        }
        self.offset = offset
        self.expression =
            conditions.count > 1 ? .all(conditions.map(QueryOperand.expression)) : conditions.first
    }

    /// That a call comes behind another one.
    private static func behind(
        _ startedAt: Timestamp, _ id: String, in order: CallQuery.Order
    ) -> [QueryExpression] {
        let start = QueryOperand.field(.column("started_at", .time))
        let time = QueryOperand.literal(.text(startedAt.description))
        let (beyond, notBefore): (QueryExpression.Comparison, QueryExpression.Comparison) =
            order == .oldestFirst ? (.greater, .greaterOrEqual) : (.less, .lessOrEqual)
        let isLater = QueryExpression.comparison(beyond, start, time)
        let isNext = QueryExpression.comparison(beyond, .field(.column("id", .text)), .literal(.text(id)))
        // The first says nothing more; it is there for stores that look it up in the order of starts.
        return [.comparison(notBefore, start, time), .any([.expression(isLater), .expression(isNext)])]
    }

    /// The body of `/calls/stream_query`.
    func json(limit: Int?) -> RawJSON {
        JSONWriter.object { writer in
            self.writeCondition(to: &writer, limit: limit)
            if self.offset != 0 { writer.member("offset", self.offset) }
            writer.member("sort_by", self.sort.wire)
            if self.query.payloads != .all {
                writer.list("columns", CallColumns.all.subtracting(self.unwanted).names)
            }
            // Refs are looked through to find and to sort, and come back as they are.
            if !self.query.expandedPaths.isEmpty { writer.member("return_expanded_column_values", false) }
            if self.query.includesStorageSize { writer.member("include_storage_size", true) }
        }
    }

    /// The body of `/calls/query_stats`.
    func countJSON(limit: Int?) -> RawJSON {
        JSONWriter.object { self.writeCondition(to: &$0, limit: limit) }
    }

    private func writeCondition(to writer: inout JSONWriter, limit: Int?) {
        writer.member("project_id", self.projectID)
        writer.object("filter") { writer in
            writer.list("op_names", self.query.opNames)
            writer.list("input_refs", self.query.inputRefs)
            writer.list("output_refs", self.query.outputRefs)
            writer.list("trace_ids", self.query.traceIDs)
            writer.list("parent_ids", self.query.parentIDs)
            writer.list("call_ids", self.query.ids)
            writer.list("thread_ids", self.query.threadIDs)
            writer.list("turn_ids", self.query.turnIDs)
            writer.list("wb_user_ids", self.query.userIDs)
            writer.list("wb_run_ids", self.query.runIDs)
            if self.query.rootsOnly { writer.member("trace_roots_only", true) }
        }
        if let expression = self.expression { writer.member("query", expression.wire) }
        if let limit { writer.member("limit", limit) }
        if !self.query.expandedPaths.isEmpty { writer.list("expand_columns", self.query.expandedPaths) }
        if self.query.includesTotalStorageSize { writer.member("include_total_storage_size", true) }
    }

    private var sort: [QuerySort] {
        if let sort = self.query.sort, !sort.isEmpty { return sort }
        return [QuerySort(.column("started_at", .time), isDescending: self.query.order == .newestFirst)]
    }

    /// The payloads that the query leaves out.
    private var unwanted: CallColumns {
        var columns: CallColumns = []
        if !self.query.payloads.contains(.attributes) { columns.insert(.attributes) }
        if !self.query.payloads.contains(.inputs) { columns.insert(.inputs) }
        if !self.query.payloads.contains(.output) { columns.insert(.output) }
        if !self.query.includesStorageSize { columns.insert(.storageSize) }
        if !self.query.includesTotalStorageSize { columns.insert(.totalStorageSize) }
        return columns
    }
}

extension CallPage.Position {
    /// How many calls lie before it.
    var count: Int {
        guard case .behind(_, _, let count) = self.place else { return 0 }
        return count
    }
}

extension JSONWriter {
    /// Writes a list of texts, if there is one.
    fileprivate mutating func list(_ name: String, _ values: [String]?) {
        guard let values else { return }
        self.array(name) { writer in
            for value in values { writer.write(value) }
        }
    }
}
