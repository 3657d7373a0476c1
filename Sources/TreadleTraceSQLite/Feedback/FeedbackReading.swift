internal import TreadleCore
internal import TreadleTrace

/// Reads feedback over a connection that is in a transaction.
struct FeedbackReading {
    /// How much a page holds at most: whichever is reached first.
    private static let pageRows = 500
    private static let pageBytes = 1 << 20

    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// All feedback that matches, as it is at one moment.
    func feedback(matching query: FeedbackQuery) throws -> [Feedback] {
        try self.keys(of: query).compactMap { try self.row($0, in: query.projectID) }
    }

    /// The next part of what matches: which rows that are was settled when the first one was asked for.
    func page(of query: FeedbackQuery, after position: FeedbackPage.Position?) throws -> FeedbackPage {
        var rest = try position?.keys ?? self.keys(of: query)[...]
        var rows: [Feedback] = []
        var bytes = 0
        while let key = rest.first, rows.count < Self.pageRows, bytes < Self.pageBytes {
            rest.removeFirst()
            guard let row = try self.row(key, in: query.projectID) else { continue }
            bytes += row.payload.bytes.count + row.details.bytes.count
            rows.append(row)
        }
        return FeedbackPage(rows, next: rest.isEmpty ? nil : FeedbackPage.Position(keys: rest))
    }

    func count(of query: FeedbackQuery) throws -> Int {
        let selection = try FeedbackSelection(query)
        return try self.connection.stoppingWhenCancelled { Int(try self.connection.integer(selection.count) ?? 0) }
    }

    private func keys(of query: FeedbackQuery) throws -> [Int64] {
        let selection = try FeedbackSelection(query)
        return try self.connection.stoppingWhenCancelled {
            let statement = try self.connection.prepare(selection.keys, isKept: false)
            var keys: [Int64] = []
            while try statement.step() { keys.append(statement.integer(at: 0)) }
            return keys
        }
    }

    /// The row of that key; `nil` where there is none any more.
    private func row(_ key: Int64, in projectID: String) throws -> Feedback? {
        try Task.checkCancellation()
        return try self.connection.first(
            """
            SELECT id, weave_ref, feedback_type, payload, creator, user_id, created_at, details
            FROM feedback WHERE key = \(key)
            """
        ) { row in
            Feedback(
                id: row.text(at: 0), projectID: projectID, weaveRef: row.text(at: 1), feedbackType: row.text(at: 2),
                payload: row.json(at: 3), creator: row.optionalText(at: 4), userID: row.optionalText(at: 5),
                createdAt: row.time(at: 6), details: row.json(at: 7))
        }
    }
}
