public import TreadleCore
public import TreadleTrace

extension AsyncWeaveClient {
    public func table<Row: Encodable & Sendable>(_ name: String, rows: [Row]) async throws -> TableRef {
        try await self.table(name, rows: rows.map { try WireValue.encode($0) })
    }

    public func table(_ name: String, rows: [RawJSON]) async throws -> TableRef {
        let name = try ObjectName.sanitized(name)
        var table = TableRef(projectID: self.projectID, digest: try await self.store(rows))
        let dataset = JSONWriter.object { writer in
            writer.member("_type", "Dataset")
            writer.member("name", name)
            writer.member("description", RawJSON.null)
            writer.member("rows", table.refText)
            writer.member("_class_name", "Dataset")
            writer.array("_bases") { writer in
                writer.write("Object")
                writer.write("BaseModel")
            }
        }
        table.dataset = try await self.save(dataset, name: name)
        return table
    }

    public func append<Row: Encodable & Sendable>(_ rows: [Row], to table: some Referable) async throws -> TableRef {
        try await self.append(rows.map { try WireValue.encode($0) }, to: table)
    }

    public func append(_ rows: [RawJSON], to table: some Referable) async throws -> TableRef {
        try TableRules.check(rows: rows)
        var (table, dataset) = try await self.opened(table)
        for chunk in TableChunks.cut(rows) {
            let (digest, projectID) = (table.digest, table.projectID)
            table.digest = try await self.ask {
                try await $0.updateTable(digest, with: rows[chunk].map(TableUpdate.append), in: projectID)
            }.digest
        }
        guard let dataset, let value = dataset.value else { return table }
        let object = NewObject(
            projectID: dataset.projectID, objectID: dataset.objectID,
            value: value.setting([("rows", RawJSON(JSONValue.string(table.refText)))]))
        let digest = try await self.ask { try await $0.createObject(object) }
        table.dataset = ObjectRef(projectID: dataset.projectID, name: dataset.objectID, version: digest)
        return table
    }

    public func rows(of table: some Referable) -> AsyncPaginator<TablePage.Row> {
        AsyncPaginator {
            let table = try await self.opened(table).table
            return try await self.page(
                of: TableQuery(projectID: table.projectID, digest: table.digest), after: nil)
        }
    }

    public func rowCount(of table: some Referable) async throws -> Int {
        let table = try await self.opened(table).table
        let statistics = try await self.ask {
            try await $0.statistics(ofTables: [table.digest], in: table.projectID)
        }
        guard let count = statistics.first?.count else {
            throw TraceError(.notFound, "\(table.projectID) has no table of that digest")
        }
        return count
    }

    /// The table that a ref names, and the dataset where it names one.
    private func opened(_ ref: some Referable) async throws -> (table: TableRef, dataset: ObjectVersion?) {
        let resolved = try self.resolved(ref)
        if case .table(let digest) = resolved.target {
            let dataset = (ref as? TableRef)?.dataset
            let version = if let dataset { try await self.object(dataset) } else { nil as ObjectVersion? }
            return (TableRef(projectID: resolved.projectID, digest: digest, dataset: dataset), version)
        }
        let dataset = try await self.object(ref)
        guard let rows = dataset.value?["rows"].flatMap({ WeaveRef($0) }), case .table(let digest) = rows.target else {
            throw TraceError(.invalidRequest, "that is neither a table nor a dataset, whose member rows names a table")
        }
        return (TableRef(projectID: rows.projectID, digest: digest, dataset: dataset.ref), dataset)
    }

    private func page(of query: TableQuery, after position: TablePage.Position?) async throws -> Page<TablePage.Row> {
        let page = try await self.ask { try await $0.page(of: query, after: position) }
        guard let next = page.next else { return Page(page.rows) }
        return Page(page.rows) { try await self.page(of: query, after: next) }
    }

    /// Stores rows as a table; in parts where there are many, joined by the rows' digests. Returns the table's digest.
    private func store(_ rows: [RawJSON]) async throws -> String {
        try TableRules.check(rows: rows)
        let chunks = TableChunks.cut(rows)
        guard chunks.count > 1 else {
            return try await self.ask { try await $0.createTable(rows, in: self.projectID, expecting: nil) }.digest
        }
        var digests: [String] = []
        digests.reserveCapacity(rows.count)
        for start in stride(from: 0, to: chunks.count, by: TableChunks.atOnce) {
            let window = chunks[start..<min(start + TableChunks.atOnce, chunks.count)]
            digests += try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
                for (place, chunk) in window.enumerated() {
                    group.addTask {
                        let part = Array(rows[chunk])
                        let receipt = try await self.ask {
                            try await $0.createTable(part, in: self.projectID, expecting: nil)
                        }
                        return (place, receipt.rowDigests)
                    }
                }
                var parts = [[String]](repeating: [], count: window.count)
                for try await (place, digests) in group { parts[place] = digests }
                return parts.flatMap(\.self)
            }
        }
        let all = digests
        return try await self.ask { try await $0.createTable(ofRows: all, in: self.projectID, expecting: nil) }
    }
}
