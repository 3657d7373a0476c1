public import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: TableStore {
    public func createTable(
        _ rows: [RawJSON], in projectID: String, expecting expectedDigest: String?
    ) async throws -> TableReceipt {
        try TableRules.check(rows: rows)
        let digests = await TableRules.digests(of: rows)
        let digest = Digest.table(ofRows: digests)
        try Digest.check(digest, isExpected: expectedDigest)
        try await self.store(NewRows(values: rows, digests: digests), in: projectID) { session, project, contents in
            try session.insertTable(
                digest, of: contents.map(\.key), size: contents.reduce(0) { $0 + $1.size }, in: project)
        }
        return TableReceipt(digest: digest, rowDigests: digests)
    }

    public func createTable(
        ofRows rowDigests: [String], in projectID: String, expecting expectedDigest: String?
    ) async throws -> String {
        let digest = Digest.table(ofRows: rowDigests)
        try Digest.check(digest, isExpected: expectedDigest)
        if try await self.read({ try $0.table(digest, in: projectID) }) != nil { return digest }
        var keys: [Int64] = []
        keys.reserveCapacity(rowDigests.count)
        var size = 0
        // Rows never go, so that they may be looked up beside the writer, and not all at one moment.
        for start in stride(from: 0, to: rowDigests.count, by: Self.lookupCount) {
            let contents = try await self.contents(ofRows: rowDigests[start...].prefix(Self.lookupCount), in: projectID)
            for content in contents {
                keys.append(content.key)
                size += content.size
            }
        }
        try await self.insertTable(digest, of: keys, size: size, in: projectID)
        return digest
    }

    public func statistics(ofTables digests: [String], in projectID: String) async throws -> [TableStatistics] {
        var seen: Set<ExactText> = []
        let distinct = digests.filter { seen.insert(ExactText($0)).inserted }
        return try await self.read { connection in
            guard let project = try connection.projectKey(projectID) else { return [] }
            return try distinct.compactMap { digest in
                try connection.table(digest, inProject: project).map { table in
                    TableStatistics(digest: digest, count: table.count, storageSizeBytes: table.size)
                }
            }
        }
    }

    /// How many rows are looked up in one read.
    private static let lookupCount = 50_000

    private func contents(ofRows digests: ArraySlice<String>, in projectID: String) async throws -> [RowContent] {
        try await self.read { connection in
            guard let project = try connection.projectKey(projectID) else {
                throw TableRules.unknownRow(at: digests.startIndex)
            }
            return try RowLookup(connection, inProject: project).contents(ofRows: digests)
        }
    }

    /// Stores a table whose rows are there.
    func insertTable(_ digest: String, of keys: [Int64], size: Int, in projectID: String) async throws {
        let parts = TablePart.count(ofRows: keys.count)
        try await self.write(count: parts + 1, size: keys.count * TablePart.keySize + 256) { session in
            try session.insertTable(digest, of: keys, size: size, in: session.projectKey(projectID))
        }
    }

    /// Stores rows' contents, in as many transactions as others can bear to wait for, and does something in the last.
    ///
    /// What is stored before that shows nowhere: it waits to be a row of some table.
    func store(
        _ rows: NewRows, in projectID: String,
        finally: @escaping @Sendable (WritingSession, Int64, [RowContent]) throws -> Void
    ) async throws {
        var contents: [RowContent] = []
        contents.reserveCapacity(rows.values.count)
        var batches = rows.batches()
        let last = batches.popLast() ?? 0..<0
        for batch in batches {
            contents += try await self.write(count: batch.count, size: rows.size(of: batch)) { session in
                try rows.store(batch, in: session.projectKey(projectID), session)
            }
        }
        let stored = contents
        let parts = TablePart.count(ofRows: rows.values.count)
        try await self.write(count: last.count + parts + 1, size: rows.size(of: last) + 256) { session in
            let project = try session.projectKey(projectID)
            try finally(session, project, stored + rows.store(last, in: project, session))
        }
    }
}
