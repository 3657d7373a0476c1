import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct PagingTests {
    private static let project = "mill/looms"

    /// So many calls; ten each start at the same moment, and one in four is a root.
    private func fill(_ store: any CallStore, with count: Int) async throws {
        for start in stride(from: 0, to: count, by: 1000) {
            try await store.record(
                (start..<start + 1000).map { .stub("row-\($0)", parent: $0 % 4 == 0 ? nil : "x", at: Int64($0 / 10)) })
        }
    }

    @Test(arguments: Backend.allCases)
    func `pages by limit and offset cover ten thousand calls without overlap`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await self.fill(store, with: 10_000)

        var ids: [String] = []
        for offset in stride(from: 0, to: 11_000, by: 2000) {
            ids += try await store.calls(
                matching: CallQuery(projectID: Self.project, order: .newestFirst, limit: 2000, offset: offset)
            ).map(\.id)
        }

        #expect(ids.count == 10_000)
        #expect(Set(ids).count == 10_000)
        #expect(ids.first == "row-9999" && ids.last == "row-0")
    }

    @Test(arguments: Backend.allCases, [CallQuery.Order.oldestFirst, .newestFirst])
    func `pages one after the other are what the query finds`(backend: Backend, order: CallQuery.Order) async throws {
        let store = try backend.makeStore()
        try await self.fill(store, with: 3000)

        for (limit, offset) in [(nil, 0), (600, 33), (0, 0), (500, 0), (501, 249)] as [(Int?, Int)] {
            let query = CallQuery(
                projectID: Self.project, rootsOnly: true, order: order, limit: limit, offset: offset)
            var ids: [String] = []
            var position: CallPage.Position?
            repeat {
                let page = try await store.page(of: query, after: position)
                ids += page.calls.map(\.id)
                position = page.next
            } while position != nil
            #expect(try await store.calls(matching: query).map(\.id) == ids)
            #expect(ids.count == min(limit ?? .max, 750 - offset))
        }
    }
}
