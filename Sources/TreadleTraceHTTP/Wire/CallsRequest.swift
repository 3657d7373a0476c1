internal import TreadleCore
internal import TreadleTrace

/// Reads the bodies of requests for calls: `/calls/query`, `/calls/stream_query`, `/calls/query_stats`, `/call/read`.
///
/// What is not understood is refused, never skipped: an answer to another question would look like one to this.
struct CallsRequest {
    /// Which calls.
    var query: CallQuery
    /// What is told about them.
    var answer = CallAnswer()

    private static let members: Set = [
        "project_id", "filter", "query", "sort_by", "limit", "offset", "columns", "expand_columns",
        "return_expanded_column_values", "include_costs", "include_feedback", "include_storage_size",
        "include_total_storage_size", "include_usernames", "latest_only",
    ]

    private init(project: WireObject) throws(WireRefusal) {
        self.query = CallQuery(projectID: try project.text("project_id"))
    }

    /// A request for many calls.
    init(_ body: RawJSON) throws(WireRefusal) {
        let body = try WireObject(body, knowing: Self.members)
        try self.init(project: body)
        try CallFilter.read(body, into: &self.query)
        if let sort = body["sort_by"] { try self.sort(by: sort) }
        self.query.offset = try body.count("offset") ?? 0
        try self.readColumns(body)
        let places = try ExpandedPlace.list(in: body)
        self.query.expandedPaths = places.map(\.text)
        self.answer.expandedPlaces = try body.boolean("return_expanded_column_values", or: true) ? places : []
        self.answer.includesFeedback = try body.boolean("include_feedback")
        self.answer.includesUsernames = try body.boolean("include_usernames")
        // Every answer has the latest of each call, so that there is nothing to choose.
        _ = try body.boolean("latest_only")
        try self.readInclusions(body)
    }

    /// A request for one call, which is found or not.
    static func ofOneCall(_ body: RawJSON) throws(WireRefusal) -> CallsRequest {
        let body = try WireObject(
            body,
            knowing: ["project_id", "id", "include_costs", "include_storage_size", "include_total_storage_size"])
        var request = try CallsRequest(project: body)
        request.query.ids = [try body.text("id")]
        request.query.limit = 1
        try request.readInclusions(body)
        return request
    }

    /// A request for a number of calls.
    static func ofCount(_ body: RawJSON) throws(WireRefusal) -> CallsRequest {
        let body = try WireObject(
            body,
            knowing: ["project_id", "filter", "query", "limit", "expand_columns", "include_total_storage_size"])
        var request = try CallsRequest(project: body)
        try CallFilter.read(body, into: &request.query)
        request.query.expandedPaths = try ExpandedPlace.list(in: body).map(\.text)
        request.query.includesTotalStorageSize = try body.boolean("include_total_storage_size")
        request.query.payloads = []
        return request
    }

    /// By start and identifier in one direction the store reads on from call to call; anything else it sorts.
    private mutating func sort(by value: RawJSON) throws(WireRefusal) {
        let sort: [QuerySort]
        do throws(TraceError) {
            sort = try [QuerySort](wire: value, over: .calls)
        } catch {
            throw WireRefusal(error, at: ["body", "sort_by"])
        }
        let names = sort.map(\.field.path)
        if ["started_at", "id"].starts(with: names), Set(sort.map(\.isDescending)).count <= 1 {
            self.query.order = sort.first?.isDescending == true ? .newestFirst : .oldestFirst
        } else {
            self.query.sort = sort
        }
    }

    private mutating func readColumns(_ body: WireObject) throws(WireRefusal) {
        guard let names = try body.filterTexts("columns") else { return }
        var columns = CallColumns.always
        for (index, name) in names.enumerated() {
            do throws(TraceError) {
                columns.formUnion(try CallColumns(path: name))
            } catch {
                throw WireRefusal(error, at: body.place("columns") + ["\(index)"])
            }
        }
        self.answer.columns = columns
        self.query.payloads = columns.payloads
        self.query.includesStorageSize = columns.contains(.storageSize)
        self.query.includesTotalStorageSize = columns.contains(.totalStorageSize)
    }

    private mutating func readInclusions(_ body: WireObject) throws(WireRefusal) {
        self.answer.includesCosts = try body.boolean("include_costs")
        // What is told in the summary is asked for with it.
        if self.answer.includesCosts || self.answer.includesFeedback {
            self.answer.columns.formUnion(.summaryAndSources)
        }
        if try body.boolean("include_storage_size") {
            self.query.includesStorageSize = true
            self.answer.columns.insert(.storageSize)
        }
        if try body.boolean("include_total_storage_size") {
            self.query.includesTotalStorageSize = true
            self.answer.columns.insert(.totalStorageSize)
        }
    }
}
