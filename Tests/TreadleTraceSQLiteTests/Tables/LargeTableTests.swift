import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct LargeTableTests {
    private static let project = "mill/looms"

    private func rows(_ numbers: Range<Int>) throws -> [RawJSON] { try numbers.map { try RawJSON("{\"i\":\($0)}") } }

    @Test func `rows go in through several transactions, and others get theirs in between`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let writer = try #require(store.writer)
        let before = await writer.transactionCount
        let receipt = try await store.createTable(self.rows(0..<6001), in: Self.project, expecting: nil)
        #expect(await writer.transactionCount - before == 4)
        // The rows are there: a table of them is one short transaction, however long it is.
        let digests = [String](repeating: "", count: 120_000).indices.map { receipt.rowDigests[$0 % 6001] }
        _ = try await store.createTable(ofRows: digests, in: Self.project, expecting: nil)
        #expect(await writer.transactionCount - before == 5)
    }

    @Test func `any place in a long table is as near as its start`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let known = try await store.createTable(self.rows(0..<1000), in: Self.project, expecting: nil).rowDigests
        let count = 120_000
        let digest = try await store.createTable(
            ofRows: (0..<count).map { known[$0 % 1000] }, in: Self.project, expecting: nil)
        for offset in [0, 499, 500, 60_123, count - 100, count - 1] {
            var query = TableQuery(projectID: Self.project, digest: digest)
            (query.offset, query.limit) = (offset, 100)
            let page = try await store.page(of: query, after: nil)
            #expect(page.next == nil)
            #expect(page.rows.map(\.index) == Array(offset..<min(offset + 100, count)))
            #expect(page.rows.map(\.digest) == (offset..<min(offset + 100, count)).map { known[$0 % 1000] })
        }
    }

    @Test func `what a broken upload left behind shows nowhere, and serves the next one`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("calls.db")
        let rows = try self.rows(0..<3000)
        let store = try SQLiteTraceStore(path: path)
        let new = NewRows(values: rows, digests: await TableRules.digests(of: rows))
        // As far as a server comes that is killed in the middle.
        _ = try await store.write { session in try new.store(0..<2000, in: session.projectKey(Self.project), session) }
        await store.close()

        let again = try SQLiteTraceStore(path: path)
        let digest = Digest.table(ofRows: new.digests)
        #expect(try await again.statistics(ofTables: [digest], in: Self.project).isEmpty)
        #expect(try await again.createTable(rows, in: Self.project, expecting: digest).digest == digest)
        let contents = try await again.writer?.withConnection { try $0.integer("SELECT count(*) FROM contents") }
        #expect(contents == 3000)
        #expect(try await again.statistics(ofTables: [digest], in: Self.project).map(\.count) == [3000])
        await again.close()
    }

    @Test func `a page holds no more than a mebibyte, and one row at least`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let sizes = [600_000, 600_000, 3_000_000, 100, 100]
        let rows = try sizes.enumerated().map {
            try RawJSON("{\"\($0.offset)\":\"\(String(repeating: "x", count: $0.element))\"}")
        }
        let digest = try await store.createTable(rows, in: Self.project, expecting: nil).digest
        for sort in [[], [TableQuery.Sort([.init("9")])]] {
            var query = TableQuery(projectID: Self.project, digest: digest)
            query.sort = sort
            var pages: [[Int]] = []
            var position: TablePage.Position?
            repeat {
                let page = try await store.page(of: query, after: position)
                pages.append(page.rows.map(\.index))
                position = page.next
            } while position != nil
            #expect(pages == [[0], [1], [2], [3, 4]])
        }
    }

    @Test func `a value that was published first can be a row, and a row of its own size`() async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let value = try RawJSON("{ \"i\" : 1 }")
        let digest = Digest.content(of: value)
        _ = try await store.write { session in
            try session.contentKey(of: value, digest: digest, in: session.projectKey(Self.project))
        }
        // An object's digest is no row's.
        await #expect(throws: TraceError.self) {
            try await store.createTable(ofRows: [digest], in: Self.project, expecting: nil)
        }
        let table = try await store.createTable(self.rows(1..<2), in: Self.project, expecting: nil)
        #expect(table.rowDigests == [digest])
        let sizes = try await store.statistics(ofTables: [table.digest], in: Self.project).map(\.storageSizeBytes)
        #expect(sizes == [value.bytes.count])
    }

    @Test(arguments: [
        ("SELECT key, count, size FROM tables WHERE project = 1 AND digest = 'x'", "(project=? AND digest=?)"),
        (
            "SELECT contents FROM table_parts WHERE table_key = 1 AND part BETWEEN 2 AND 3 ORDER BY part",
            "(table_key=? AND part>? AND part<?)"
        ),
        ("SELECT key FROM contents WHERE project = 1 AND digest = 'x'", "COVERING INDEX"),
        ("SELECT size FROM table_contents WHERE key = 1", "(rowid=?)"),
        ("SELECT content, size FROM files WHERE project = 1 AND digest = 'x'", "(project=? AND digest=?)"),
        ("SELECT bytes FROM file_chunks WHERE content = 1 AND position = 2", "(content=? AND position=?)"),
        ("DELETE FROM file_chunks WHERE content = 1", "(content=?)"),
        ("SELECT key FROM file_contents WHERE is_complete = 0", "INDEX incomplete_file_contents"),
        ("SELECT sum(size) FROM files WHERE project = 1", "(project=?)"),
    ])
    func `look-ups go by an index, without a sort`(sql: String, search: String) async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let plan = try await store.writer?.withConnection { connection in
            try connection.all(SQL(stringLiteral: "EXPLAIN QUERY PLAN " + sql)) { row in row.text(at: 3) }
        }
        #expect(plan?.count == 1 && plan?.first?.contains(search) == true, "\(plan ?? [])")
    }
}
