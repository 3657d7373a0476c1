internal import TreadleCore
internal import TreadleTrace

/// Reads the body of `/feedback/query`.
struct FeedbackRequest {
    /// What is told about each row, or about all of them.
    enum Selection {
        /// Every field; how many rows there are; some fields, by the names they were asked for with.
        case everything, count
        case fields([(name: String, field: QueryField)])
    }

    let query: FeedbackQuery
    let selection: Selection

    static let members: Set = ["project_id", "fields", "query", "sort_by", "limit", "offset"]
    /// The name that asks for the number of rows.
    static let countName = "count(*)"
    /// How many fields may be asked for.
    private static let maximumFields = 1000

    init(_ body: WireObject) throws {
        var query = FeedbackQuery(projectID: try body.text("project_id"))
        query.limit = try body.count("limit")
        query.offset = try body.count("offset") ?? 0
        if let expression = body["query"] { query.expression = try QueryExpression(wire: expression, over: .feedback) }
        if let sort = body["sort_by"] { query.sort = try [QuerySort](wire: sort, over: .feedback) }
        self.query = query
        self.selection = try Self.selection(of: body.filterTexts("fields", limit: Self.maximumFields) ?? [])
    }

    private static func selection(of names: [String]) throws -> Selection {
        if names.isEmpty { return .everything }
        if names.contains(self.countName) {
            guard names.count == 1 else { throw WireRefusal(400, "fields has \(self.countName) beside other fields") }
            return .count
        }
        var seen: Set<ExactText> = []
        return .fields(
            try names.filter { seen.insert(ExactText($0)).inserted }.map { name in
                (name, try QueryField(path: name, over: .feedback))
            })
    }
}

extension FeedbackRequest.Selection {
    /// What of a row is told.
    func row(_ feedback: Feedback) -> RawJSON {
        guard case .fields(let fields) = self else { return feedback.wire() }
        return JSONWriter.object { writer in
            for (name, field) in fields { writer.member(name, feedback.value(at: field)) }
        }
    }
}

extension Feedback {
    /// The value that a field has here; null where there is none.
    fileprivate func value(at field: QueryField) -> RawJSON {
        switch field {
        case .column(let name, _): self.value(of: name)
        case .json(let column, let path): self.value(of: column).value(at: JSONPath(path)) ?? .null
        case .computed, .feedback, .absent: .null
        }
    }
}
