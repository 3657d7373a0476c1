internal import TreadleCore
internal import TreadleTrace

/// Reads a table's rows over a connection that is in a transaction.
struct TableReading {
    /// How much a page holds at most: whichever is reached first.
    private static let pageRows = 500
    private static let pageBytes = 1 << 20

    private let connection: Connection
    private let table: StoredTable

    init(_ connection: Connection, _ table: StoredTable) {
        self.connection = connection
        self.table = table
    }

    /// The next rows of a run, in the table's order.
    func page(of rows: Range<Int>, delivered: Int) throws -> TablePage {
        var page = Page()
        let keys = try self.connection.contentKeys(
            of: self.table, rows.clamped(to: 0..<self.table.count).prefix(Self.pageRows))
        for (row, key) in zip(rows, keys) {
            guard try page.add(self.row(row, key)) else { break }
        }
        let next = rows.lowerBound + page.rows.count
        guard !page.rows.isEmpty, next < rows.upperBound else { return page.finish(nil) }
        return page.finish(.from(index: next, delivered: delivered + page.rows.count))
    }

    /// The next rows of any other order.
    func page(at order: ArraySlice<Int>) throws -> TablePage {
        var page = Page()
        // Neighbours are likely to stand in one part.
        var run = 0..<0
        var keys: ArraySlice<Int64> = []
        for row in order.prefix(Self.pageRows) {
            if !run.contains(row) {
                let start = row - row % TablePart.rowCount
                run = start..<min(start + TablePart.rowCount, self.table.count)
                keys = try self.connection.contentKeys(of: self.table, run)
            }
            let key = keys.dropFirst(row - run.lowerBound).first
            guard try page.add(key.flatMap { try self.row(row, $0) }) else { break }
        }
        let rest = order.dropFirst(page.rows.count)
        return page.finish(rest.isEmpty ? nil : .before(rest))
    }

    /// Which of a run of rows have one of these contents.
    func places(in rows: Range<Int>, ofContents wanted: Set<Int64>) throws -> [Int] {
        zip(rows, try self.connection.contentKeys(of: self.table, rows)).compactMap { wanted.contains($1) ? $0 : nil }
    }

    /// What the rows of a run are sorted by; only those of these contents, where some are given.
    func entries(in rows: Range<Int>, ofContents wanted: Set<Int64>?, for order: RowOrder) throws -> [RowOrder.Entry] {
        var entries: [RowOrder.Entry] = []
        for (row, key) in zip(rows, try self.connection.contentKeys(of: self.table, rows)) {
            try Task.checkCancellation()
            guard wanted?.contains(key) != false, let stored = try self.connection.content(key) else { continue }
            entries.append(order.entry(of: stored.value, at: row))
        }
        return entries
    }

    private func row(_ index: Int, _ key: Int64) throws -> TablePage.Row? {
        try self.connection.content(key).map { TablePage.Row(digest: $0.digest, value: $0.value, index: index) }
    }

    /// A page that is being filled.
    private struct Page {
        private(set) var rows: [TablePage.Row] = []
        private var size = 0

        /// Adds a row; `false` when the page is full without it. The first one always fits.
        mutating func add(_ row: TablePage.Row?) throws -> Bool {
            guard let row else { throw TraceError(.storageFailed, "a table names a row that the store does not have") }
            guard self.rows.isEmpty || self.size + row.value.bytes.count <= TableReading.pageBytes else { return false }
            self.size += row.value.bytes.count
            self.rows.append(row)
            return true
        }

        func finish(_ next: TablePage.Position.Place?) -> TablePage {
            TablePage(rows: self.rows, next: next.map { TablePage.Position($0) })
        }
    }
}
