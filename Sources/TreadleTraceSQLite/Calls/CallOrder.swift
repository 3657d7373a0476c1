internal import TreadleTrace

/// In which order a query's calls come.
struct CallOrder {
    /// What stands behind `ORDER BY`.
    let sql: SQL
    /// Whether it is by start and identifier alone.
    let isByTime: Bool
    /// Whether that goes from the newest to the oldest.
    let isNewestFirst: Bool
    let needsPayloads: Bool

    init(_ query: CallQuery, fields: CallFields) throws(TraceError) {
        let sorts = query.sort ?? []
        self.needsPayloads = sorts.contains { CallFields.needsPayloads($0.field) }
        let last = sorts.last.flatMap { $0.field == .column("started_at", .time) ? $0 : nil }
        if sorts.isEmpty || (sorts.count == 1 && last != nil) {
            self.isByTime = true
            self.isNewestFirst = last?.isDescending ?? (query.order == .newestFirst)
            self.sql =
                self.isNewestFirst ? "calls.started_at DESC, calls.id DESC" : "calls.started_at, calls.id"
        } else {
            self.isByTime = false
            self.isNewestFirst = false
            let terms = try QueryOrder(sorts, fields: fields).terms
            let tie: SQL = last?.isDescending == false ? "calls.id" : "calls.id DESC"
            self.sql = terms.reversed().reduce(tie) { "\($1), \($0)" }
        }
    }
}
