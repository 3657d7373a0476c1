internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let threads: [TraceEndpoint] = [
        TraceEndpoint(.post, "/threads/stream_query") { responder, request in
            let body = try await request.object(knowing: ["project_id", "filter", "sort_by", "limit", "offset"])
            return try await responder.streamThreads(body)
        }
    ]
}

extension TraceResponder {
    /// `POST /threads/stream_query`: a thread a line.
    func streamThreads(_ body: WireObject) async throws -> HTTPResponse {
        let query = try ThreadQuery(body)
        var groups = ThreadGroups()
        try await self.store.forEachCall(matching: query.turns) { call in
            groups.add(call)
            return true
        }
        var lines: [UInt8] = []
        for thread in query.threads(of: groups) {
            lines.append(onOneLine: thread.json())
            lines.append(0x0A)
        }
        return HTTPResponse(200, headers: ["Content-Type": "application/x-ndjson"], body: .bytes(lines[...]))
    }
}

extension ThreadQuery {
    fileprivate init(_ body: WireObject) throws {
        self.init(projectID: try body.text("project_id"))
        if let filter = try body.optionalObject(
            "filter", knowing: ["thread_ids", "after_datetime", "before_datetime"])
        {
            self.threadIDs = try filter.filterTexts("thread_ids")
            self.startedAfter = try filter.optionalMoment("after_datetime")
            self.updatedBefore = try filter.optionalMoment("before_datetime")
        }
        if body["sort_by"] != nil {
            let keys = try body.elements("sort_by")
            guard keys.count <= [QuerySort].maximumCount else {
                throw WireRefusal(400, "sort_by has more than \([QuerySort].maximumCount) entries, the limit")
            }
            self.sort = try keys.map { try ThreadSummary.Sort($0.value, at: $0.location) }
        }
        self.limit = try body.count("limit")
        self.offset = try body.count("offset") ?? 0
    }
}

extension ThreadSummary.Sort {
    fileprivate init(_ value: RawJSON, at location: [String]) throws(WireRefusal) {
        let object = try WireObject(value, at: location, knowing: ["field", "direction"])
        let direction = try object.text("direction")
        guard direction == "asc" || direction == "desc" else {
            throw .misfit(object.place("direction"), "must be asc or desc", type: "literal_error")
        }
        guard let field = ThreadSummary.Field(rawValue: try object.text("field")) else {
            let fields = ThreadSummary.Field.allCases.map(\.rawValue).joined(separator: ", ")
            throw WireRefusal(400, "threads can be sorted by \(fields)")
        }
        self.init(field, isDescending: direction == "desc")
    }
}
