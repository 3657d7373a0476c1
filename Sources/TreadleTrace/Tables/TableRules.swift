package import TreadleCore

/// What every store asks of tables.
package enum TableRules {
    /// Refuses rows that are not objects.
    package static func check(rows: [RawJSON]) throws(TraceError) {
        if let place = rows.firstIndex(where: { $0.kind != .object }) {
            throw TraceError(.unprocessable, "row \(place) is not an object; rows of tables are")
        }
    }

    /// The digests of rows. Between many of them it lets others work.
    package static func digests(of rows: [RawJSON]) async -> [String] {
        var digests: [String] = []
        digests.reserveCapacity(rows.count)
        var size = 0
        for row in rows {
            digests.append(Digest.content(of: row))
            size += row.bytes.count + 256
            if size > 1 << 20 {
                size = 0
                await Task.yield()
            }
        }
        return digests
    }

    /// Refuses a change that does not fit a table of `count` rows; returns how many there are after it.
    package static func count(after update: TableUpdate, to count: Int) throws(TraceError) -> Int {
        switch update {
        case .append(let row):
            try Self.check(rows: [row])
            return count + 1
        case .insert(let row, let index):
            try Self.check(rows: [row])
            guard (0...count).contains(index) else { throw Self.outOfRange(index, count) }
            return count + 1
        case .pop(let index):
            guard (0..<count).contains(index) else { throw Self.outOfRange(index, count) }
            return count - 1
        }
    }

    /// Refuses what no query can mean.
    package static func check(_ query: TableQuery) throws(TraceError) {
        if let limit = query.limit, limit < 0 { throw TraceError(.invalidRequest, "limit must not be negative") }
        guard query.offset >= 0 else { throw TraceError(.invalidRequest, "offset must not be negative") }
        for key in query.sort where key.path.isEmpty {
            throw TraceError(.invalidRequest, "a field to sort by must have a name")
        }
    }

    /// The refusal of a table to change that is not there.
    package static var unknownTable: TraceError {
        TraceError(.notFound, "there is no table of that digest in the project")
    }

    /// The refusal of a row's digest that nobody stored.
    package static func unknownRow(at place: Int) -> TraceError {
        TraceError(.notFound, "row_digests[\(place)] is no row of this project; send the rows themselves first")
    }

    private static func outOfRange(_ index: Int, _ count: Int) -> TraceError {
        TraceError(.invalidRequest, "index \(index) is not in the table, which then has \(count) rows")
    }
}
