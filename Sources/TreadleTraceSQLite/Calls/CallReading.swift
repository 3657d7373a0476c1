internal import TreadleCore
internal import TreadleTrace

/// Reads calls over a connection that is in a transaction.
struct CallReading {
    /// How much a page holds at most: whichever is reached first.
    private static let pageCalls = 500
    private static let pageBytes = 1 << 20

    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// All calls that match, as they are at one moment.
    func calls(matching query: CallQuery) throws -> [Call] {
        let selection = try CallSelection(query)
        var calls: [Call] = []
        try self.forEachRow(in: selection) { row in
            calls.append(row.call)
            return true
        }
        return calls
    }

    /// The next part of what matches, as it is at one moment.
    func page(of query: CallQuery, after position: CallPage.Position?) throws -> CallPage {
        // One more than fits tells whether there is more.
        let selection = try CallSelection(query, after: position, limit: Self.pageCalls + 1)
        var page = CallPage(calls: [])
        var bytes = 0
        var hasMore = false
        try self.forEachRow(in: selection) { row in
            guard page.rows.count < Self.pageCalls, bytes < Self.pageBytes else {
                hasMore = true
                return false
            }
            bytes += row.call.approximateSize
            page.rows.append(row)
            return true
        }
        if hasMore, let last = page.rows.last?.call {
            let before = position.map(Self.count) ?? 0
            page.next = CallPage.Position(
                .behind(startedAt: last.startedAt, id: last.id, count: before + page.rows.count))
        }
        return page
    }

    private static func count(_ position: CallPage.Position) -> Int {
        guard case .behind(_, _, let count) = position.place else { return 0 }
        return count
    }

    /// Visits calls until `body` returns `false`.
    private func forEachRow(in selection: CallSelection, _ body: (CallRow) -> Bool) throws {
        let keys = try self.connection.prepare(selection.keys, isKept: false)
        while try keys.step() {
            try Task.checkCancellation()
            if let row = try self.row(keys.integer(at: 0)), !body(row) { break }
        }
    }

    /// The call of that key; `nil` where there is none.
    private func row(_ key: Int64) throws(SQLiteError) -> CallRow? {
        try self.connection.first(
            """
            SELECT calls.id, projects.name, op_name, display_name, trace_id, parent_id, thread_id, turn_id, started_at,
                ended_at, user_id, exception, run_id, run_step, run_step_end, retention_days,
                summary, attributes, inputs, output, span_dump
            FROM calls JOIN call_payloads USING (key) JOIN projects ON projects.key = calls.project
            WHERE calls.key = \(key)
            """
        ) { row in
            let payloads = Self.payloads(of: row, at: 16...20)
            let call = Call(
                id: row.text(at: 0), projectID: row.text(at: 1), opName: row.text(at: 2),
                displayName: row.optionalText(at: 3), traceID: row.text(at: 4), parentID: row.optionalText(at: 5),
                threadID: row.optionalText(at: 6), turnID: row.optionalText(at: 7), startedAt: row.time(at: 8),
                endedAt: row.optionalTime(at: 9), attributes: payloads[1], inputs: payloads[2],
                output: row.isNull(at: 19) ? nil : payloads[3], exception: row.optionalText(at: 11),
                summary: payloads[0], userID: row.optionalText(at: 10), runID: row.optionalText(at: 12),
                runStep: row.optionalInteger(at: 13).map { Int($0) },
                runStepEnd: row.optionalInteger(at: 14).map { Int($0) },
                spanDump: row.isNull(at: 20) ? nil : payloads[4])
            // Only what is a retention was ever stored.
            let retention = row.optionalInteger(at: 15).flatMap { try? Retention(days: Int($0)) }
            return CallRow(call, expiresAt: retention?.end(ofCallFrom: call.startedAt))
        }
    }

    /// Several JSON columns as slices of one array: one allocation for a call's payloads, however many there are.
    private static func payloads(of row: borrowing Statement, at columns: ClosedRange<Int>) -> [RawJSON] {
        var length = 0
        for column in columns { length += row.utf8(at: column).count }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        var ends: [Int] = []
        for column in columns {
            bytes.append(contentsOf: row.utf8(at: column))
            ends.append(bytes.count)
        }
        // They were checked before they were stored.
        return zip([0] + ends, ends).map { RawJSON(unchecked: bytes[$0..<$1]) }
    }
}
