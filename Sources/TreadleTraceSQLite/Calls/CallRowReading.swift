internal import TreadleCore
internal import TreadleTrace

/// Reads calls by their keys, with what a query asks about them and nothing more.
struct CallRowReading {
    /// A column of JSON.
    private enum Part: String {
        case summary = "calls.summary"
        case attributes = "call_payloads.attributes", spanDump = "call_payloads.span_dump"
        case inputs = "call_payloads.inputs", output = "call_payloads.output"
    }

    private let parts: [Part]
    private let includesStorageSize: Bool
    private let includesTotalStorageSize: Bool
    private let projectID: String?
    /// One of a few, by what is asked for: each is prepared once.
    let text: SQL

    init(_ query: CallQuery) {
        // What is not asked for stands nowhere: calls are narrow, and payloads may be large.
        var parts: [Part] = [.summary]
        if query.payloads.contains(.attributes) { parts += [.attributes, .spanDump] }
        if query.payloads.contains(.inputs) { parts.append(.inputs) }
        if query.payloads.contains(.output) { parts.append(.output) }
        self.parts = parts
        self.includesStorageSize = query.includesStorageSize
        self.includesTotalStorageSize = query.includesTotalStorageSize
        self.projectID = query.projectID
        var text: SQL = """
            SELECT calls.id, projects.name, calls.op_name, calls.display_name, calls.trace_id, calls.parent_id,
                calls.thread_id, calls.turn_id, calls.started_at, calls.ended_at, calls.exception, calls.user_id,
                calls.run_id, calls.run_step, calls.run_step_end, projects.retention_days
            """
        for part in parts { text += ", \(SQL(stringLiteral: part.rawValue))" }
        if self.includesStorageSize { text += ", \(CallSize.row)" }
        if self.includesTotalStorageSize { text += ", \(CallSize.trace)" }
        text += " FROM calls JOIN projects ON projects.key = calls.project"
        if parts.count > 1 { text += " JOIN call_payloads ON call_payloads.key = calls.key" }
        self.text = text
    }

    /// The call of that key; `nil` where there is none any more.
    func row(_ key: Int64, over connection: Connection) throws(SQLiteError) -> CallRow? {
        var sql: SQL = "\(self.text) WHERE calls.key = \(key) AND calls.deleted_at IS NULL"
        // The key of a call that was removed since may be that of another project's call by now.
        if let projectID { sql += " AND projects.name = \(projectID)" }
        return try connection.first(sql) { row in self.read(row) }
    }

    private func read(_ row: borrowing Statement) -> CallRow {
        var call = Call(
            id: row.text(at: 0), projectID: row.text(at: 1), opName: row.text(at: 2),
            displayName: row.optionalText(at: 3), traceID: row.text(at: 4), parentID: row.optionalText(at: 5),
            threadID: row.optionalText(at: 6), turnID: row.optionalText(at: 7), startedAt: row.time(at: 8),
            endedAt: row.optionalTime(at: 9), exception: row.optionalText(at: 10), userID: row.optionalText(at: 11),
            runID: row.optionalText(at: 12), runStep: row.optionalInteger(at: 13).map(Int.init),
            runStepEnd: row.optionalInteger(at: 14).map(Int.init))
        var column = 16
        for (part, json) in zip(self.parts, Self.payloads(of: row, at: column..<column + self.parts.count)) {
            switch part {
            case .summary: call.summary = json ?? .emptyObject
            case .attributes: call.attributes = json ?? .emptyObject
            case .spanDump: call.spanDump = json
            case .inputs: call.inputs = json ?? .emptyObject
            case .output: call.output = json
            }
            column += 1
        }
        // Only what is a retention was ever stored.
        let retention = row.optionalInteger(at: 15).flatMap { try? Retention(days: Int($0)) }
        var found = CallRow(call, expiresAt: retention?.end(ofCallFrom: call.startedAt))
        if self.includesStorageSize {
            found.storageSizeBytes = Int(row.integer(at: column))
            column += 1
        }
        if self.includesTotalStorageSize { found.totalStorageSizeBytes = row.optionalInteger(at: column).map(Int.init) }
        return found
    }

    /// Several JSON columns as slices of one array: one allocation for a call's payloads, however many there are.
    private static func payloads(of row: borrowing Statement, at columns: Range<Int>) -> [RawJSON?] {
        var length = 0
        for column in columns { length += row.utf8(at: column).count }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        var ranges: [Range<Int>?] = []
        for column in columns {
            let start = bytes.count
            bytes.append(contentsOf: row.utf8(at: column))
            ranges.append(row.isNull(at: column) ? nil : start..<bytes.count)
        }
        // They were checked before they were stored.
        return ranges.map { $0.map { RawJSON(unchecked: bytes[$0]) } }
    }
}
