public import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: TableStore {
    /// How many rows are asked for in one request.
    private static let pageRows = 500

    public func createTable(
        _ rows: [RawJSON], in projectID: String, expecting expectedDigest: String?
    ) async throws -> TableReceipt {
        let capacity = rows.reduce(256) { $0 + $1.bytes.count + 1 }
        let body = JSONWriter.object(capacity: capacity) { writer in
            writer.object("table") { writer in
                writer.member("project_id", projectID)
                writer.array("rows") { writer in
                    for row in rows { writer.write(row) }
                }
                if let expectedDigest { writer.member("expected_digest", expectedDigest) }
            }
        }
        return try await self.receipt(of: "/table/create", body, rowsAs: "row_digests")
    }

    public func createTable(
        ofRows rowDigests: [String], in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        let body = JSONWriter.object(capacity: rowDigests.count * 46 + 256) { writer in
            writer.member("project_id", projectID)
            writer.array("row_digests") { writer in
                for digest in rowDigests { writer.write(digest) }
            }
            if let expectedDigest { writer.member("expected_digest", expectedDigest) }
        }
        return try await self.parse(self.answer(to: "/table/create_from_digests", body)) { $0["digest"]?.string }
    }

    public func updateTable(
        _ digest: String, with updates: [TableUpdate], in projectID: String
    ) async throws -> TableReceipt {
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.member("base_digest", digest)
            writer.array("updates") { writer in
                for update in updates { update.write(to: &writer) }
            }
        }
        return try await self.receipt(of: "/table/update", body, rowsAs: "updated_row_digests")
    }

    /// Finds rows part by part, each in a request.
    public func page(of query: TableQuery, after position: TablePage.Position?) async throws -> TablePage {
        // On the wire an empty list filters nothing; here it finds nothing.
        if query.rowDigests?.isEmpty == true { return TablePage(rows: []) }
        var delivered = 0
        if case .from(_, let count) = position?.place { delivered = count }
        let wanted = query.limit.map { $0 - delivered }
        // One more than fits tells whether there is more.
        let body = JSONWriter.object { writer in
            query.writeMembers(
                offset: query.offset + delivered, limit: min(wanted ?? .max, Self.pageRows + 1), to: &writer)
        }
        let rows = try await self.parse(self.answer(to: "/table/query", body)) { answer in
            Self.all(answer["rows"]?.elements(), Self.row)
        }
        guard rows.count > Self.pageRows else { return TablePage(rows: rows) }
        let page = Array(rows.prefix(Self.pageRows))
        let next = TablePage.Position(.from(index: 0, delivered: delivered + page.count))
        return TablePage(rows: page, next: next)
    }

    public func statistics(ofTables digests: [String], in projectID: String) async throws -> [TableStatistics] {
        if digests.isEmpty { return [] }
        let body = JSONWriter.object { writer in
            writer.member("project_id", projectID)
            writer.array("digests") { writer in
                for digest in digests { writer.write(digest) }
            }
            writer.member("include_storage_size", true)
        }
        return try await self.parse(self.answer(to: "/table/query_stats_batch", body)) { answer in
            Self.all(answer["tables"]?.elements()) { table in
                guard let digest = table["digest"]?.string, let count = table["count"]?.integer else { return nil }
                return TableStatistics(
                    digest: digest, count: count, storageSizeBytes: table["storage_size_bytes"]?.integer ?? 0)
            }
        }
    }

    private func receipt(of path: String, _ body: RawJSON, rowsAs name: String) async throws -> TableReceipt {
        try await self.parse(self.answer(to: path, body)) { answer in
            guard let digest = answer["digest"]?.string, let rows = Self.all(answer[name]?.elements(), { $0.string })
            else { return nil }
            return TableReceipt(digest: digest, rowDigests: rows)
        }
    }

    private static func row(_ row: RawJSON) -> TablePage.Row? {
        let values = row.values(for: ["digest", "val", "original_index"])
        guard let digest = values[0]?.string, let value = values[1] else { return nil }
        return TablePage.Row(digest: digest, value: value, index: values[2]?.integer ?? 0)
    }

    /// What all elements mean; `nil` where there are none to be had, or one means nothing.
    private static func all<Element>(
        _ elements: [RawJSON]?, _ read: (RawJSON) -> Element?
    ) -> [Element]? {
        guard let elements else { return nil }
        let read = elements.compactMap(read)
        return read.count == elements.count ? read : nil
    }
}
