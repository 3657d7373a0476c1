internal import TreadleTrace

/// Finds the contents of rows by their digests, many at a time.
struct RowLookup {
    private let connection: Connection
    private let project: Int64

    init(_ connection: Connection, inProject project: Int64) {
        self.connection = connection
        self.project = project
    }

    /// The contents, in the order of the digests.
    ///
    /// - Throws: ``TraceError/Code/notFound`` with the first place whose digest is no row's, counted from the slice's
    ///   own first index.
    func contents(ofRows digests: ArraySlice<String>) throws -> [RowContent] {
        let keys = try self.contentKeys(ofRows: digests)
        let sizes = try self.sizes(ofContents: keys)
        var contents: [RowContent] = []
        contents.reserveCapacity(digests.count)
        for (place, (key, size)) in zip(digests.indices, zip(keys, sizes)) {
            guard let key, let size else { throw TableRules.unknownRow(at: place) }
            contents.append(RowContent(key: key, size: size))
        }
        return contents
    }

    /// The keys of contents, rows or not; `nil` for what is not there.
    func contentKeys(ofRows digests: ArraySlice<String>) throws -> [Int64?] {
        var keys = [Int64?](repeating: nil, count: digests.count)
        let statement = try self.connection.prepare(
            "SELECT key FROM contents WHERE project = ? AND digest = ?", isKept: false)
        try statement.bind(self.project, at: 1)
        // In the index's order: neighbours share a page, and each page is read once.
        for place in digests.indices.sorted(by: { digests[$0] < digests[$1] }) {
            try statement.bind(digests[place], at: 2)
            if try statement.step() { keys[place - digests.startIndex] = statement.integer(at: 0) }
            statement.reset()
        }
        return keys
    }

    private func sizes(ofContents keys: [Int64?]) throws -> [Int?] {
        var sizes = [Int?](repeating: nil, count: keys.count)
        let statement = try self.connection.prepare("SELECT size FROM table_contents WHERE key = ?", isKept: false)
        for place in keys.indices.sorted(by: { keys[$0] ?? 0 < keys[$1] ?? 0 }) {
            guard let key = keys[place] else { continue }
            try statement.bind(key, at: 1)
            if try statement.step() { sizes[place] = Int(statement.integer(at: 0)) }
            statement.reset()
        }
        return sizes
    }
}
