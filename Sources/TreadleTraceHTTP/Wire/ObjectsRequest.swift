internal import TreadleCore
internal import TreadleTrace

/// Reads the body of `/objs/query`.
struct ObjectsRequest {
    let query: ObjectQuery
    let includesSize: Bool

    private static let known: Set = [
        "project_id", "filter", "limit", "offset", "sort_by", "metadata_only", "include_storage_size",
        "include_tags_and_aliases",
    ]
    private static let knownFilters: Set = [
        "base_object_classes", "exclude_base_object_classes", "leaf_object_classes", "object_ids", "is_op",
        "latest_only", "tags", "aliases",
    ]

    init(_ body: RawJSON) throws(WireRefusal) {
        let body = try WireObject(body, knowing: Self.known)
        var query = ObjectQuery(projectID: try body.text("project_id"))
        query.limit = try body.count("limit")
        query.offset = try body.count("offset") ?? 0
        query.metadataOnly = try body.boolean("metadata_only")
        query.includesTagsAndAliases = try body.boolean("include_tags_and_aliases")
        if let filter = try body.optionalObject("filter", knowing: Self.knownFilters) {
            query.objectIDs = try filter.filterTexts("object_ids")
            query.baseClasses = try filter.filterTexts("base_object_classes")
            query.excludedBaseClasses = try filter.filterTexts("exclude_base_object_classes")
            query.leafClasses = try filter.filterTexts("leaf_object_classes")
            query.tags = try filter.filterTexts("tags")
            query.aliases = try filter.filterTexts("aliases")
            query.latestOnly = try filter.boolean("latest_only")
            if filter["is_op"] != nil { query.isOp = try filter.boolean("is_op") }
        }
        if body["sort_by"] != nil {
            for (value, location) in try body.elements("sort_by") {
                query.sort.append(try Self.sort(WireObject(value, at: location, knowing: ["field", "direction"])))
            }
        }
        self.query = query
        self.includesSize = try body.boolean("include_storage_size")
    }

    private static func sort(_ key: WireObject) throws(WireRefusal) -> ObjectQuery.Sort {
        guard let field = ObjectQuery.Order(rawValue: try key.text("field")) else {
            throw .misfit(key.place("field"), "must be object_id or created_at", type: "literal_error")
        }
        switch try key.text("direction") {
        case "asc": return ObjectQuery.Sort(field)
        case "desc": return ObjectQuery.Sort(field, isDescending: true)
        default: throw .misfit(key.place("direction"), "must be asc or desc", type: "literal_error")
        }
    }
}
