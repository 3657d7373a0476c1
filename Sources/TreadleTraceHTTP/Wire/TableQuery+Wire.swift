internal import TreadleCore
internal import TreadleTrace

extension TableQuery {
    /// Reads the body of `/table/query`.
    init(wire body: WireObject) throws {
        self.init(projectID: try body.text("project_id"), digest: try body.text("digest"))
        if let filter = try body.optionalObject("filter", knowing: ["row_digests"]), filter["row_digests"] != nil {
            // On the wire an empty list filters nothing.
            let digests = try filter.longTexts("row_digests")
            if !digests.isEmpty { self.rowDigests = digests }
        }
        self.limit = try body.count("limit")
        self.offset = try body.count("offset") ?? 0
        if body["sort_by"] != nil {
            for (element, location) in try body.elements("sort_by") {
                let key = try WireObject(element, at: location, knowing: ["field", "direction"])
                guard self.sort.count < [QuerySort].maximumCount else {
                    throw WireRefusal(400, "sort_by has more than \([QuerySort].maximumCount) entries, the limit")
                }
                self.sort.append(try Self.sort(key))
            }
        }
    }

    private static func sort(_ key: WireObject) throws -> Sort {
        let field = try key.text("field")
        let direction = try key.text("direction")
        guard direction == "asc" || direction == "desc" else {
            throw WireRefusal.misfit(key.place("direction"), "must be asc or desc", type: "literal_error")
        }
        guard field.utf8.count <= QueryField.maximumPathLength else {
            throw WireRefusal(400, "a field to sort by is longer than \(QueryField.maximumPathLength) bytes, the limit")
        }
        let names = try QueryField.names(inPath: field)
        guard names.allSatisfy({ !$0.isEmpty }) else {
            throw WireRefusal(400, "a field to sort by must be a name, or names with single dots between them")
        }
        return Sort(names.map { QueryField.PathStep($0) }, isDescending: direction == "desc")
    }

    /// Writes the members of such a body; a page of it where `offset` and `limit` say so.
    func writeMembers(offset: Int, limit: Int?, to writer: inout JSONWriter) {
        writer.member("project_id", self.projectID)
        writer.member("digest", self.digest)
        if let digests = self.rowDigests {
            writer.object("filter") { writer in
                writer.array("row_digests") { writer in
                    for digest in digests { writer.write(digest) }
                }
            }
        }
        if let limit { writer.member("limit", limit) }
        if offset != 0 { writer.member("offset", offset) }
        guard !self.sort.isEmpty else { return }
        writer.array("sort_by") { writer in
            for key in self.sort {
                writer.beginObject()
                writer.member("field", key.fieldPath)
                writer.member("direction", key.isDescending ? "desc" : "asc")
                writer.endObject()
            }
        }
    }
}

extension TableQuery.Sort {
    /// The dotted path, as requests say it.
    fileprivate var fieldPath: String {
        // Written as if below some column, whose name is then taken off.
        String(Substring(QueryField.json(column: "v", path: self.path).path.utf8.dropFirst(2)))
    }
}
