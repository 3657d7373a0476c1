import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct CallVisitingTests {
    @Test(arguments: Backend.allCases)
    func `every call of a query is visited once, in order`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record((0..<1200).map { .stub("row-\($0)", at: Int64($0)) })
        var query = CallQuery(projectID: "mill/looms", order: .newestFirst)
        query.payloads = []
        var visited: [String] = []
        try await store.forEachCall(matching: query) { call in
            visited.append(call.id)
            return true
        }
        #expect(visited == (0..<1200).reversed().map { "row-\($0)" })

        visited = []
        try await store.forEachCall(matching: query) { call in
            visited.append(call.id)
            return visited.count < 700
        }
        #expect(visited.count == 700)
    }
}
