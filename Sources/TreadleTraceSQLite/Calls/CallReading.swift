internal import TreadleCore
internal import TreadleTrace

/// Reads calls by key with a statement that is prepared once.
struct CallReading: ~Copyable {
    /// How much a page holds at most: whichever is reached first.
    private static let pageCalls = 500
    private static let pageBytes = 1 << 20

    private let connection: Connection
    private let row: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        self.row = try connection.prepare(
            """
            SELECT calls.id, (SELECT name FROM projects WHERE projects.key = calls.project), op_name, display_name,
                trace_id, parent_id, thread_id, turn_id, started_at, ended_at, user_id, exception,
                summary, attributes, inputs, output
            FROM calls JOIN call_payloads USING (key) WHERE calls.key = ?
            """)
    }

    /// All calls that match, as they are at one moment.
    func calls(matching query: CallQuery) throws -> [Call] {
        let selection = try CallSelection(query)
        var calls: [Call] = []
        try self.forEachCall(in: selection) { call in
            calls.append(call)
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
        try self.forEachCall(in: selection) { call in
            guard page.calls.count < Self.pageCalls, bytes < Self.pageBytes else {
                hasMore = true
                return false
            }
            bytes += call.approximateSize
            page.calls.append(call)
            return true
        }
        if hasMore, let last = page.calls.last {
            page.next = CallPage.Position(
                startedAt: last.startedAt, id: last.id, count: (position?.count ?? 0) + page.calls.count)
        }
        return page
    }

    /// Visits calls in one transaction, until `body` returns `false`.
    private func forEachCall(in selection: CallSelection, _ body: (Call) -> Bool) throws {
        let isCancelled = try self.connection.inTransaction(writing: false) { () throws(SQLiteError) in
            let keys = try self.connection.prepare(selection.keys, isKept: false)
            while try keys.step() {
                if Task.isCancelled { return true }
                if let call = try self.call(keys.integer(at: 0)), !body(call) { break }
            }
            return false
        }
        if isCancelled { throw CancellationError() }
    }

    /// The call of that key; `nil` where there is none.
    private func call(_ key: Int64) throws(SQLiteError) -> Call? {
        defer { self.row.reset() }
        try self.row.bind(key, at: 1)
        guard try self.row.step() else { return nil }
        let payloads = self.payloads(at: 12...15)
        return Call(
            id: self.row.text(at: 0), projectID: self.row.text(at: 1), opName: self.row.text(at: 2),
            displayName: self.row.optionalText(at: 3), traceID: self.row.text(at: 4),
            parentID: self.row.optionalText(at: 5), threadID: self.row.optionalText(at: 6),
            turnID: self.row.optionalText(at: 7), startedAt: Timestamp(microseconds: self.row.integer(at: 8)),
            endedAt: self.row.optionalInteger(at: 9).map(Timestamp.init(microseconds:)), attributes: payloads[1],
            inputs: payloads[2], output: self.row.isNull(at: 15) ? nil : payloads[3],
            exception: self.row.optionalText(at: 11), summary: payloads[0], userID: self.row.optionalText(at: 10))
    }

    /// Several JSON columns as slices of one array: one allocation for a call's payloads, however many there are.
    private func payloads(at columns: ClosedRange<Int>) -> [RawJSON] {
        let length = columns.reduce(0) { $0 + self.row.utf8(at: $1).count }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        let ends = columns.map { column in
            bytes.append(contentsOf: self.row.utf8(at: column))
            return bytes.count
        }
        // They were checked before they were stored.
        return zip([0] + ends, ends).map { RawJSON(unchecked: bytes[$0..<$1]) }
    }
}
