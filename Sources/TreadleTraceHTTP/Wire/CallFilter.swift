internal import TreadleCore
internal import TreadleTrace

/// Reads which calls are meant: the members `filter`, `query` and `limit` of a request.
enum CallFilter {
    /// How many values a list may have, identifiers of calls excepted.
    static let maximumValues = 1000

    private static let members: Set = [
        "op_names", "input_refs", "output_refs", "parent_ids", "trace_ids", "call_ids", "thread_ids", "turn_ids",
        "wb_user_ids", "wb_run_ids", "trace_roots_only",
    ]

    /// Reads all three; `query` must name its project.
    static func read(_ body: WireObject, into query: inout CallQuery) throws(WireRefusal) {
        if let filter = try body.optionalObject("filter", knowing: Self.members) {
            try self.read(filter: filter, into: &query)
        }
        if let expression = body["query"] {
            do throws(TraceError) {
                query.expression = try QueryExpression(wire: expression, over: .calls)
            } catch {
                throw WireRefusal(error, at: body.place("query"))
            }
        }
        query.limit = try body.count("limit")
    }

    /// Reads a `filter`. Empty lists and null filter nothing.
    static func read(filter: WireObject, into query: inout CallQuery) throws(WireRefusal) {
        query.opNames = try filter.filterTexts("op_names", limit: Self.maximumValues)
        query.inputRefs = try filter.filterTexts("input_refs", limit: Self.maximumValues)
        query.outputRefs = try filter.filterTexts("output_refs", limit: Self.maximumValues)
        query.parentIDs = try filter.filterTexts("parent_ids", limit: Self.maximumValues)
        query.traceIDs = try filter.filterTexts("trace_ids", limit: Self.maximumValues)
        query.ids = try filter.filterTexts("call_ids", limit: .max)
        query.threadIDs = try filter.filterTexts("thread_ids", limit: Self.maximumValues)
        query.turnIDs = try filter.filterTexts("turn_ids", limit: Self.maximumValues)
        query.userIDs = try filter.filterTexts("wb_user_ids", limit: Self.maximumValues)
        let project = query.projectID ?? ""
        query.runIDs = try filter.filterTexts("wb_run_ids", limit: Self.maximumValues)?.map { run in
            // A bare one is of this project.
            run.utf8.contains(UInt8(ascii: "/")) ? run : "\(project)/\(run)"
        }
        query.rootsOnly = try filter.boolean("trace_roots_only")
    }
}
