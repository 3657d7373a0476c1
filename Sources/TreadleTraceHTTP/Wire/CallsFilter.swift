internal import TreadleTrace

/// Reads the `filter` of requests about calls (weave-wire, section 3, "filter keys").
enum CallsFilter {
    /// Its members.
    static let members: Set = [
        "op_names", "input_refs", "output_refs", "parent_ids", "trace_ids", "call_ids", "thread_ids", "turn_ids",
        "wb_user_ids", "wb_run_ids", "trace_roots_only",
    ]

    /// Sets a query's lists; one that is missing, null or empty filters nothing.
    ///
    /// - Precondition: the query names its project.
    static func read(_ filter: WireObject?, into query: inout CallQuery) throws(WireRefusal) {
        guard let filter else { return }
        query.opNames = try filter.filterTexts("op_names")
        query.inputRefs = try filter.filterTexts("input_refs")
        query.outputRefs = try filter.filterTexts("output_refs")
        query.parentIDs = try filter.filterTexts("parent_ids")
        query.traceIDs = try filter.filterTexts("trace_ids")
        query.ids = try filter.filterTexts("call_ids", limit: .max)
        query.threadIDs = try filter.filterTexts("thread_ids")
        query.turnIDs = try filter.filterTexts("turn_ids")
        query.userIDs = try filter.filterTexts("wb_user_ids")
        let project = query.projectID ?? ""
        // A run by its name alone is one of this project.
        query.runIDs = try filter.filterTexts("wb_run_ids")?.map { run in
            run.utf8.contains(UInt8(ascii: "/")) ? run : "\(project)/\(run)"
        }
        query.rootsOnly = try filter.boolean("trace_roots_only")
    }
}
