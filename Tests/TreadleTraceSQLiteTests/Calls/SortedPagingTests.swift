import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

/// Pages of orders that no index gives.
@Suite struct SortedPagingTests {
    private static let project = "mill/looms"
    private let store: SQLiteTraceStore

    init() async throws {
        self.store = try SQLiteTraceStore(path: ":memory:")
        try await self.store.record(
            (0..<1700).map { number in
                .stub(
                    "\(number)", op: "op-\(number % 3)", trace: "t\(number % 2)", at: Int64(number / 10),
                    inputs: RawJSON(unchecked: Array(#"{"x":\#(number % 7)}"#.utf8)[...]))
            })
    }

    private static func sorted(_ fields: (QueryField, Bool)...) -> CallQuery {
        var query = CallQuery(projectID: project)
        query.sort = fields.map { QuerySort($0.0, isDescending: $0.1) }
        return query
    }

    private static let x = QueryField.json(column: "inputs", path: [.init("x")])
    private static let queries: [CallQuery] = [
        sorted((x, false)), sorted((x, true), (.column("op_name", .text), false)),
        sorted((.column("op_name", .text), false), (.column("started_at", .time), true)),
        CallQuery(projectID: project, traceIDs: ["t0", "t1"], order: .newestFirst), CallQuery(order: .newestFirst),
    ]

    private func pages(of query: CallQuery) async throws -> [[String]] {
        var pages: [[String]] = []
        var position: CallPage.Position?
        repeat {
            let page = try await self.store.page(of: query, after: position)
            pages.append(page.calls.map(\.id))
            position = page.next
        } while position != nil
        return pages
    }

    @Test(arguments: queries, [(nil, 0), (600, 33), (0, 0), (500, 1), (501, 0)] as [(Int?, Int)])
    func `pages one after the other are what the query finds`(query: CallQuery, cut: (Int?, Int)) async throws {
        var query = query
        (query.limit, query.offset) = cut
        let pages = try await self.pages(of: query)
        #expect(try await pages.flatMap(\.self) == self.store.calls(matching: query).map(\.id))
        #expect(pages.flatMap(\.self).count == min(cut.0 ?? .max, 1700 - cut.1))
    }

    @Test func `an order is worked out once, and what is gone by then is passed over`() async throws {
        let query = Self.queries[0]
        let all = try await self.store.calls(matching: query).map(\.id)
        let first = try await self.store.page(of: query, after: nil)
        #expect(first.calls.map(\.id) == Array(all.prefix(500)))
        guard case .before(let rest)? = first.next?.place else {
            Issue.record("\(first.next as Any) should carry what is left")
            return
        }
        #expect(rest.count == 1200)

        try await self.store.write { session in
            try session.connection.run("UPDATE calls SET deleted_at = 1 WHERE id IN \([all[500], all[502]])")
            try session.connection.run("DELETE FROM calls WHERE id = \(all[501])")
        }
        let second = try await self.store.page(of: query, after: first.next)
        #expect(second.calls.map(\.id) == Array(all[503..<1003]))
    }

    @Test func `an order by start alone goes through the index`() throws {
        for isDescending in [false, true] {
            let selection = try CallSelection(Self.sorted((.column("started_at", .time), isDescending)))
            #expect(selection.isPagedByPlace)
        }
        #expect(try CallSelection(Self.sorted()).isPagedByPlace)
        #expect(try !CallSelection(Self.sorted((Self.x, false))).isPagedByPlace)
    }
}
