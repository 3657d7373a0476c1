import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct TableStoreTests {
    private static let project = "mill/looms"
    /// Three rows, the second of them twice, and their digests as Python's client works them out.
    private static let rows = [#"{"b":1,"a":"ü"}"#, #"{"x":[1.0,null]}"#, "{}", #"{"x":[1.0,null]}"#]

    private func rows(_ texts: [String]) throws -> [RawJSON] { try texts.map { try RawJSON($0) } }

    private func all(_ query: TableQuery, of store: any TraceServer) async throws -> [TablePage.Row] {
        var rows: [TablePage.Row] = []
        var position: TablePage.Position?
        repeat {
            let page = try await store.page(of: query, after: position)
            rows += page.rows
            position = page.next
        } while position != nil
        return rows
    }

    @Test(arguments: Backend.allCases)
    func `a table comes back row by row, in its order and as it was spelled`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let rows = try self.rows(Self.rows)
        let receipt = try await store.createTable(rows, in: Self.project, expecting: nil)

        #expect(receipt.rowDigests == rows.map { Digest.content(of: $0) })
        #expect(receipt.digest == Digest.table(ofRows: receipt.rowDigests))
        let found = try await self.all(TableQuery(projectID: Self.project, digest: receipt.digest), of: store)
        #expect(found.map(\.value.text) == Self.rows)
        #expect(found.map(\.digest) == receipt.rowDigests)
        #expect(found.map(\.index) == [0, 1, 2, 3])
    }

    @Test(arguments: Backend.allCases)
    func `the same table again is the same, and the first spelling of a row stays`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let first = try await store.createTable(self.rows([#"{"a":1,"b":2}"#]), in: Self.project, expecting: nil)
        let second = try await store.createTable(self.rows([#"{ "b": 2, "a": 1 }"#]), in: Self.project, expecting: nil)
        #expect(first == second)
        let found = try await self.all(TableQuery(projectID: Self.project, digest: first.digest), of: store)
        #expect(found.map(\.value.text) == [#"{"a":1,"b":2}"#])
        #expect(
            try await store.statistics(ofTables: [first.digest], in: Self.project)
                == [TableStatistics(digest: first.digest, count: 1, storageSizeBytes: 13)])
    }

    @Test(arguments: Backend.allCases)
    func `an empty table is one`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let receipt = try await store.createTable([], in: Self.project, expecting: nil)
        #expect(receipt.rowDigests.isEmpty)
        #expect(receipt.digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(try await store.createTable(ofRows: [], in: Self.project, expecting: nil) == receipt.digest)
        #expect(try await self.all(TableQuery(projectID: Self.project, digest: receipt.digest), of: store).isEmpty)
        let statistics = try await store.statistics(ofTables: [receipt.digest], in: Self.project)
        #expect(statistics.map(\.count) == [0])
    }

    @Test(arguments: Backend.allCases)
    func `rows that are there make a table by their digests, in any order`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let receipt = try await store.createTable(self.rows(Self.rows), in: Self.project, expecting: nil)
        let wanted = Array(receipt.rowDigests.reversed()) + receipt.rowDigests.prefix(1)
        let digest = try await store.createTable(ofRows: wanted, in: Self.project, expecting: nil)
        #expect(digest == Digest.table(ofRows: wanted))
        let found = try await self.all(TableQuery(projectID: Self.project, digest: digest), of: store)
        #expect(found.map(\.value.text) == Self.rows.reversed() + Self.rows.prefix(1))
        #expect(
            try await store.statistics(ofTables: [digest], in: Self.project)
                == [TableStatistics(digest: digest, count: 5, storageSizeBytes: 16 + 16 + 2 + 16 + 16)])
    }

    @Test(arguments: Backend.allCases)
    func `a digest that is no row of the project is not found, and no table is made`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let known = try await store.createTable(self.rows(["{}"]), in: Self.project, expecting: nil).rowDigests
        let object = Digest.content(of: try RawJSON(#""no row""#))
        for (wanted, project) in [
            (known + ["nobody"], Self.project), (known + [object], Self.project), (known, "mill/dyes"),
        ] {
            let error = await #expect(throws: TraceError.self) {
                try await store.createTable(ofRows: wanted, in: project, expecting: nil)
            }
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("row_digests[\(wanted.count - 1)]") == true)
            #expect(try await store.statistics(ofTables: [Digest.table(ofRows: wanted)], in: project).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `another digest than the expected one is a conflict, and nothing is stored`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let rows = try self.rows(Self.rows)
        let digests = rows.map { Digest.content(of: $0) }
        let digest = Digest.table(ofRows: digests)
        for _ in 0..<2 {
            let error = await #expect(throws: TraceError.self) {
                try await store.createTable(rows, in: Self.project, expecting: String(repeating: "0", count: 64))
            }
            #expect(error?.code == .conflict)
        }
        #expect(try await store.statistics(ofTables: [digest], in: Self.project).isEmpty)
        await #expect(throws: TraceError.self) {
            try await store.createTable(ofRows: digests, in: Self.project, expecting: nil)
        }

        #expect(try await store.createTable(rows, in: Self.project, expecting: digest).digest == digest)
        #expect(try await store.createTable(ofRows: digests, in: Self.project, expecting: digest) == digest)
        let error = await #expect(throws: TraceError.self) {
            try await store.createTable(ofRows: digests, in: Self.project, expecting: "other")
        }
        #expect(error?.code == .conflict)
    }

    @Test(arguments: Backend.allCases, ["1", #""x""#, "[1]", "null"])
    func `rows must be objects`(backend: Backend, row: String) async throws {
        let store = try backend.makeStore()
        let error = await #expect(throws: TraceError.self) {
            try await store.createTable(self.rows(["{}", row]), in: Self.project, expecting: nil)
        }
        #expect(error?.code == .unprocessable)
    }

    @Test(arguments: Backend.allCases)
    func `a table that is not there has no rows, and none of another project has any`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let digest = try await store.createTable(self.rows(Self.rows), in: Self.project, expecting: nil).digest
        for query in [
            TableQuery(projectID: Self.project, digest: "nothing"), TableQuery(projectID: "mill/dyes", digest: digest),
        ] {
            #expect(try await self.all(query, of: store).isEmpty)
            #expect(try await store.statistics(ofTables: [query.digest], in: query.projectID).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `limit, offset, filter and order together`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let texts = (0..<1300).map { #"{"n":\#($0 * 7 % 1300),"g":\#($0 % 3)}"# }
        let receipt = try await store.createTable(self.rows(texts), in: Self.project, expecting: nil)
        let sorts: [[TableQuery.Sort]] = [
            [], [.init([.init("n")])], [.init([.init("g")], isDescending: true), .init([.init("n")])],
        ]
        let filters = [nil, [], [receipt.rowDigests[2], "nobody", receipt.rowDigests[0], receipt.rowDigests[1299]]]
        for (limit, offset) in [(nil, 0), (0, 0), (3, 4), (501, 799), (500, 0), (9, 1299), (9, 1300), (.max, .max)]
            as [(Int?, Int)]
        {
            for sort in sorts {
                for filter in filters {
                    var query = TableQuery(projectID: Self.project, digest: receipt.digest)
                    (query.limit, query.offset, query.sort, query.rowDigests) = (limit, offset, sort, filter)
                    let wanted = Set(filter ?? receipt.rowDigests)
                    var expected = texts.indices.filter { wanted.contains(receipt.rowDigests[$0]) }
                    func keys(_ index: Int) -> [Int] {
                        let n = index * 7 % 1300
                        return sort.isEmpty ? [] : sort.count == 1 ? [n] : [-(index % 3), n]
                    }
                    expected.sort { (keys($0) + [$0]).lexicographicallyPrecedes(keys($1) + [$1]) }
                    expected = Array(expected.dropFirst(offset).prefix(limit ?? .max))
                    #expect(try await self.all(query, of: store).map(\.index) == expected, "\(query)")
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `negative limits and offsets are refused`(backend: Backend) async throws {
        let store = try backend.makeStore()
        for (limit, offset) in [(-1, 0), (nil, -1)] as [(Int?, Int)] {
            var query = TableQuery(projectID: Self.project, digest: "x")
            (query.limit, query.offset) = (limit, offset)
            let error = await #expect(throws: TraceError.self) { try await store.page(of: query, after: nil) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test(arguments: Backend.allCases)
    func `statistics come once for each table that is there`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let four = try await store.createTable(self.rows(Self.rows), in: Self.project, expecting: nil).digest
        let one = try await store.createTable(self.rows(["{}"]), in: Self.project, expecting: nil).digest
        let found = try await store.statistics(ofTables: [one, "nothing", four, one, four], in: Self.project)
        #expect(
            found == [
                TableStatistics(digest: one, count: 1, storageSizeBytes: 2),
                TableStatistics(digest: four, count: 4, storageSizeBytes: 16 + 16 + 2 + 16),
            ])
        #expect(try await store.statistics(ofTables: [], in: Self.project).isEmpty)
    }
}
