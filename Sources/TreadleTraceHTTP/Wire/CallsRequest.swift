internal import TreadleCore
internal import TreadleTrace

/// Reads the body of `/calls/query` and `/calls/stream_query`.
///
/// What is not understood is refused, never skipped: an answer to another question would look like one to this.
struct CallsRequest {
    let query: CallQuery

    /// How many values a list of the filter may have, identifiers of calls excepted.
    private static let maximumValues = 1000
    /// What clients send along that changes nothing here.
    private static let ignored: Set = ["latest_only", "return_expanded_column_values"]
    /// What is known and not there yet: accepted while it asks for nothing.
    private static let unsupported: Set = [
        "query", "columns", "expand_columns", "include_costs", "include_feedback", "include_storage_size",
        "include_total_storage_size", "include_usernames",
    ]
    private static let unsupportedFilters: Set = [
        "input_refs", "output_refs", "thread_ids", "turn_ids", "wb_user_ids", "wb_run_ids",
    ]

    init(_ body: RawJSON) throws(WireRefusal) {
        guard body.kind == .object else { throw .misfit(["body"], "the body must be an object") }
        var query = CallQuery()
        for (name, value) in body.members() {
            let location = ["body", name]
            switch name {
            case "project_id": query.projectID = try value.text(at: location)
            case "filter": if !value.isNull { try Self.read(value, into: &query) }
            case "limit": query.limit = try value.count(at: location)
            case "offset": query.offset = try value.count(at: location) ?? 0
            case "sort_by": if !value.isNull { query.order = try Self.order(value) }
            case _ where Self.ignored.contains(name): break
            case _ where Self.unsupported.contains(name): try value.mustAskForNothing(at: location)
            default: throw .unknown(location)
            }
        }
        guard query.projectID != nil else {
            throw .misfit(["body", "project_id"], "project_id is missing", type: "missing")
        }
        self.query = query
    }

    private static func read(_ filter: RawJSON, into query: inout CallQuery) throws(WireRefusal) {
        guard filter.kind == .object else { throw .misfit(["body", "filter"], "filter must be an object") }
        for (name, value) in filter.members() {
            let location = ["body", "filter", name]
            switch name {
            case "op_names": query.opNames = try value.texts(at: location, limit: Self.maximumValues)
            case "trace_ids": query.traceIDs = try value.texts(at: location, limit: Self.maximumValues)
            case "parent_ids": query.parentIDs = try value.texts(at: location, limit: Self.maximumValues)
            case "call_ids": query.ids = try value.texts(at: location, limit: .max)
            case "trace_roots_only":
                guard value.isNull || value.kind == .boolean else { throw .misfit(location, "must be a boolean") }
                query.rootsOnly = value.boolean ?? false
            case _ where Self.unsupportedFilters.contains(name): try value.mustAskForNothing(at: location)
            default: throw .unknown(location)
            }
        }
    }

    /// `started_at` in either direction, with `id` after it in the same one or not at all; an empty list is any order.
    private static func order(_ sortBy: RawJSON) throws(WireRefusal) -> CallQuery.Order {
        let location = ["body", "sort_by"]
        guard sortBy.kind == .array else { throw .misfit(location, "sort_by must be a list") }
        var fields: [String] = []
        var directions: [String] = []
        for (index, element) in sortBy.elements().enumerated() {
            let place = location + ["\(index)"]
            guard let field = element["field"]?.string, let direction = element["direction"]?.string,
                direction == "asc" || direction == "desc"
            else { throw .misfit(place, "must have a field, and asc or desc as direction") }
            fields.append(field)
            directions.append(direction)
        }
        guard fields.isEmpty || fields == ["started_at"] || fields == ["started_at", "id"], Set(directions).count <= 1
        else { throw .misfit(location, "only started_at can be sorted by") }
        return directions.first == "desc" ? .newestFirst : .oldestFirst
    }
}
