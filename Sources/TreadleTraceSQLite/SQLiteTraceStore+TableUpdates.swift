internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore {
    public func updateTable(
        _ digest: String, with updates: [TableUpdate], in projectID: String
    ) async throws -> TableReceipt {
        // Tables and their contents never change: what is read of them one after the other fits together.
        guard let base = try await self.read({ try $0.table(digest, in: projectID) }) else {
            throw TableRules.unknownTable
        }
        var edit = TableEdit(of: try await self.read { try $0.contentKeys(of: base, 0..<base.count) })
        for (number, update) in updates.enumerated() {
            try edit.apply(update)
            if number.isMultiple(of: 4096) { await Task.yield() }
        }
        let newDigests = await TableRules.digests(of: edit.newRows)
        let rows = edit.rows
        let table = Digest.TableStream()
        for start in stride(from: 0, to: rows.count, by: Self.digestCount) {
            table.update(try await self.digests(of: rows[start...].prefix(Self.digestCount), newDigests))
        }
        let newDigest = table.finish()
        var touched: [String] = []
        for start in stride(from: 0, to: edit.touched.count, by: Self.digestCount) {
            touched += try await self.digests(of: edit.touched[start...].prefix(Self.digestCount), newDigests)
        }
        let taken = try await self.sizes(of: edit.touched)
        // Stored even where they were taken out again: each is a row that the receipt names.
        let newRows = NewRows(values: edit.newRows, digests: newDigests)
        try await self.store(newRows, in: projectID) { session, project, contents in
            var size = base.size - taken
            let keys = rows.map { row in
                guard let new = TableEdit.newIndex(row) else { return row }
                size += contents[new].size
                return contents[new].key
            }
            try session.insertTable(newDigest, of: keys, size: size, in: project)
        }
        return TableReceipt(digest: newDigest, rowDigests: touched)
    }

    /// How many rows' digests are read at once.
    private static let digestCount = 20_000

    /// The digests of rows, as ``TableEdit`` numbers them.
    private func digests(of rows: ArraySlice<Int64>, _ newDigests: [String]) async throws -> [String] {
        try await self.read { connection in
            let statement = try connection.prepare("SELECT digest FROM contents WHERE key = ?", isKept: false)
            return try rows.map { row in
                if let new = TableEdit.newIndex(row) { return newDigests[new] }
                try statement.bind(row, at: 1)
                defer { statement.reset() }
                return try statement.step() ? statement.text(at: 0) : ""
            }
        }
    }

    /// How many bytes those of these rows have that were stored before.
    private func sizes(of rows: [Int64]) async throws -> Int {
        try await self.read { connection in
            try rows.reduce(0) { sum, row in
                TableEdit.newIndex(row) == nil ? sum + (try connection.rowSize(ofContent: row) ?? 0) : sum
            }
        }
    }
}
