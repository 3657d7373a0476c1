internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore {
    public func page(of query: TableQuery, after position: TablePage.Position?) async throws -> TablePage {
        try TableRules.check(query)
        // Tables never change: what is read of one at several moments fits together.
        guard let table = try await self.read({ try $0.table(query.digest, in: query.projectID) }) else {
            return TablePage(rows: [])
        }
        switch position?.place {
        case .from(let index, let delivered):
            let end = max(query.window(of: table.count).upperBound, index)
            return try await self.read { try TableReading($0, table).page(of: index..<end, delivered: delivered) }
        case .before(let rest): return try await self.read { try TableReading($0, table).page(at: rest) }
        case nil where query.sort.isEmpty && query.rowDigests == nil:
            let window = query.window(of: table.count)
            return try await self.read { try TableReading($0, table).page(of: window, delivered: 0) }
        case nil:
            let places = try await self.places(in: table, of: query)
            let asked = places[query.window(of: places.count)]
            return try await self.read { try TableReading($0, table).page(at: asked) }
        }
    }

    /// How many rows are looked at in one read: others share the reader.
    private static let rowsAtOnce = 20 * TablePart.rowCount

    /// The places of the rows that a query finds, in its order, as far as it wants them; its offset is not taken off.
    private func places(in table: StoredTable, of query: TableQuery) async throws -> [Int] {
        let wanted = try await self.contentKeys(of: query)
        let order = RowOrder(query.sort)
        var first = FirstRows(in: order, count: query.reach)
        var places: [Int] = []
        for start in stride(from: 0, to: table.count, by: Self.rowsAtOnce) {
            let rows = start..<min(start + Self.rowsAtOnce, table.count)
            if query.sort.isEmpty, let wanted {
                places += try await self.read { try TableReading($0, table).places(in: rows, ofContents: wanted) }
                if places.count >= query.reach { break }
            } else {
                let entries = try await self.read {
                    try TableReading($0, table).entries(in: rows, ofContents: wanted, for: order)
                }
                for entry in entries { first.add(entry) }
            }
        }
        return query.sort.isEmpty ? Array(places.prefix(query.reach)) : first.finish()
    }

    /// The contents that a query picks; all of them where it is `nil`.
    private func contentKeys(of query: TableQuery) async throws -> Set<Int64>? {
        guard let digests = query.rowDigests else { return nil }
        return try await self.read { connection in
            guard let project = try connection.projectKey(query.projectID) else { return [] }
            return Set(
                try RowLookup(connection, inProject: project).contentKeys(ofRows: digests[...]).compactMap { $0 })
        }
    }
}
