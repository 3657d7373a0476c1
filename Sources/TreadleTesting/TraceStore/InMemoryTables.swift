internal import TreadleCore
internal import TreadleTrace

/// The tables of a store in memory.
struct InMemoryTables: Sendable {
    private struct Key: Hashable {
        var project: ExactText
        var digest: ExactText
    }

    private var rows: [Key: RawJSON] = [:]
    private var tables: [Key: [String]] = [:]

    mutating func create(
        _ rows: [RawJSON], in projectID: String, expecting expectedDigest: String?
    ) throws -> TableReceipt {
        try TableRules.check(rows: rows)
        let digests = rows.map { Digest.content(of: $0) }
        let digest = Digest.table(ofRows: digests)
        try Digest.check(digest, isExpected: expectedDigest)
        for (row, digest) in zip(rows, digests) { self.add(row, digest, in: projectID) }
        self.tables[Self.key(digest, projectID)] = digests
        return TableReceipt(digest: digest, rowDigests: digests)
    }

    mutating func create(
        ofRows rowDigests: [String], in projectID: String, expecting expectedDigest: String?
    ) throws -> String {
        let digest = Digest.table(ofRows: rowDigests)
        try Digest.check(digest, isExpected: expectedDigest)
        if let place = rowDigests.firstIndex(where: { self.rows[Self.key($0, projectID)] == nil }) {
            throw TableRules.unknownRow(at: place)
        }
        self.tables[Self.key(digest, projectID)] = rowDigests
        return digest
    }

    mutating func update(
        _ digest: String, with updates: [TableUpdate], in projectID: String
    ) throws -> TableReceipt {
        guard var digests = self.tables[Self.key(digest, projectID)] else { throw TableRules.unknownTable }
        var new: [(row: RawJSON, digest: String)] = []
        var touched: [String] = []
        for update in updates {
            _ = try TableRules.count(after: update, to: digests.count)
            switch update {
            case .append(let row):
                new.append((row, Digest.content(of: row)))
                digests.append(new[new.count - 1].digest)
                touched.append(new[new.count - 1].digest)
            case .insert(let row, let index):
                new.append((row, Digest.content(of: row)))
                digests.insert(new[new.count - 1].digest, at: index)
                touched.append(new[new.count - 1].digest)
            case .pop(let index): touched.append(digests.remove(at: index))
            }
        }
        for (row, digest) in new { self.add(row, digest, in: projectID) }
        let newDigest = Digest.table(ofRows: digests)
        self.tables[Self.key(newDigest, projectID)] = digests
        return TableReceipt(digest: newDigest, rowDigests: touched)
    }

    /// All of what is asked for.
    func rows(of query: TableQuery) throws -> [TablePage.Row] {
        try TableRules.check(query)
        let wanted = query.rowDigests.map { Set($0.map(ExactText.init)) }
        var rows: [TablePage.Row] = []
        for (index, digest) in (self.tables[Self.key(query.digest, query.projectID)] ?? []).enumerated()
        where wanted?.contains(ExactText(digest)) != false {
            guard let value = self.rows[Self.key(digest, query.projectID)] else { continue }
            rows.append(TablePage.Row(digest: digest, value: value, index: index))
        }
        let order = RowOrder(query.sort)
        let sorted = zip(rows, rows.map { order.entry(of: $0.value, at: $0.index) }).sorted {
            order.precedes($0.1, $1.1)
        }
        return sorted[query.window(of: sorted.count)].map(\.0)
    }

    func statistics(of digests: [String], in projectID: String) -> [TableStatistics] {
        var seen: Set<ExactText> = []
        return digests.filter { seen.insert(ExactText($0)).inserted }.compactMap { digest in
            guard let rows = self.tables[Self.key(digest, projectID)] else { return nil }
            let size = rows.reduce(0) { $0 + (self.rows[Self.key($1, projectID)]?.bytes.count ?? 0) }
            return TableStatistics(digest: digest, count: rows.count, storageSizeBytes: size)
        }
    }

    /// A row of a table, by its digest.
    func row(_ rowDigest: String, ofTable digest: String, in projectID: String) -> RawJSON? {
        let rows = self.tables[Self.key(digest, projectID)] ?? []
        guard rows.contains(where: { ExactText($0) == ExactText(rowDigest) }) else { return nil }
        return self.rows[Self.key(rowDigest, projectID)]
    }

    /// A row of a table, by its place.
    func row(at index: Int, ofTable digest: String, in projectID: String) -> RawJSON? {
        let rows = self.tables[Self.key(digest, projectID)] ?? []
        return rows.indices.contains(index) ? self.rows[Self.key(rows[index], projectID)] : nil
    }

    /// How many bytes the tables of a project take.
    func size(in projectID: String) -> Int {
        let project = ExactText(projectID)
        let digests = self.tables.keys.filter { $0.project == project }.map(\.digest.text)
        return self.statistics(of: digests, in: projectID).reduce(0) { $0 + $1.storageSizeBytes }
    }

    /// The first spelling of a row stays.
    private mutating func add(_ row: RawJSON, _ digest: String, in projectID: String) {
        let key = Self.key(digest, projectID)
        if self.rows[key] == nil { self.rows[key] = row }
    }

    private static func key(_ digest: String, _ projectID: String) -> Key {
        Key(project: ExactText(projectID), digest: ExactText(digest))
    }
}
