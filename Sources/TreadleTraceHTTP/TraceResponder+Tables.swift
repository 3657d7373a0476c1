internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let tables: [TraceEndpoint] = [
        TraceEndpoint(.post, "/table/create") { responder, request in
            try await responder.createTable(request.object(knowing: ["table"]))
        },
        TraceEndpoint(.post, "/table/create_from_digests") { responder, request in
            try await responder.createTableFromDigests(
                request.object(knowing: ["project_id", "row_digests", "expected_digest"]))
        },
        TraceEndpoint(.post, "/table/update") { responder, request in
            try await responder.updateTable(request.object(knowing: ["project_id", "base_digest", "updates"]))
        },
        TraceEndpoint(.post, "/table/query") { responder, request in
            try await responder.queryTable(
                request.object(knowing: ["project_id", "digest", "filter", "limit", "offset", "sort_by"]))
        },
        TraceEndpoint(.post, "/table/query_stats") { responder, request in
            try await responder.countRows(request.object(knowing: ["project_id", "digest"]))
        },
        TraceEndpoint(.post, "/table/query_stats_batch") { responder, request in
            try await responder.measureTables(
                request.object(knowing: ["project_id", "digests", "include_storage_size"]))
        },
    ]
}

extension TraceResponder {
    /// `POST /table/create`: stores a table of rows.
    func createTable(_ body: WireObject) async throws -> HTTPResponse {
        let table = try body.object("table", knowing: ["project_id", "rows", "expected_digest"])
        let receipt = try await self.server.createTable(
            table.longObjects("rows"), in: table.project(), expecting: table.optionalText("expected_digest"))
        return .json(receipt.answer(rowsAs: "row_digests"))
    }

    /// `POST /table/create_from_digests`: stores a table of rows that are there.
    func createTableFromDigests(_ body: WireObject) async throws -> HTTPResponse {
        let digest = try await self.server.createTable(
            ofRows: body.longTexts("row_digests"), in: body.project(),
            expecting: body.optionalText("expected_digest"))
        return .json(JSONWriter.object { $0.member("digest", digest) })
    }

    /// `POST /table/update`: makes the next table.
    func updateTable(_ body: WireObject) async throws -> HTTPResponse {
        var updates: [TableUpdate] = []
        for (index, element) in try body.longList("updates").enumerated() {
            updates.append(try TableUpdate(wire: element, at: body.place("updates") + ["\(index)"]))
        }
        let receipt = try await self.server.updateTable(
            body.text("base_digest"), with: updates, in: body.text("project_id"))
        return .json(receipt.answer(rowsAs: "updated_row_digests"))
    }

    /// `POST /table/query`: rows, in one object however many there are.
    func queryTable(_ body: WireObject) async throws -> HTTPResponse {
        let query = try TableQuery(wire: body)
        // The first page before the head: what cannot be answered is still an error, not a broken stream.
        let first = try await self.server.page(of: query, after: nil)
        let rows = TableRows(of: query, in: self.server, startingWith: first)
        let body: HTTPBody = first.next == nil ? .bytes(rows.all()) : .stream(rows)
        return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: body)
    }

    /// `POST /table/query_stats`: how many rows; none in a table that is not there.
    func countRows(_ body: WireObject) async throws -> HTTPResponse {
        let found = try await self.server.statistics(ofTables: [body.text("digest")], in: body.text("project_id"))
        return .json(JSONWriter.object { $0.member("count", found.first?.count ?? 0) })
    }

    /// `POST /table/query_stats_batch`: how large tables are, those that are not there left out.
    func measureTables(_ body: WireObject) async throws -> HTTPResponse {
        let includesSize = try body.boolean("include_storage_size")
        let digests = body["digests"] == nil ? [] : try body.longTexts("digests")
        let found = try await self.server.statistics(ofTables: digests, in: body.text("project_id"))
        return .json(
            JSONWriter.object { writer in
                writer.array("tables") { writer in
                    for table in found {
                        writer.beginObject()
                        writer.member("digest", table.digest)
                        writer.member("count", table.count)
                        writer.name("storage_size_bytes")
                        if includesSize { writer.write(table.storageSizeBytes) } else { writer.writeNull() }
                        writer.endObject()
                    }
                }
            })
    }
}

extension TableReceipt {
    /// The receipt as it is answered.
    fileprivate func answer(rowsAs name: String) -> RawJSON {
        JSONWriter.object(capacity: self.rowDigests.count * 46 + 128) { writer in
            writer.member("digest", self.digest)
            writer.array(name) { writer in
                for digest in self.rowDigests { writer.write(digest) }
            }
        }
    }
}
