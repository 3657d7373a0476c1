import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// A few calls, and what conditions over them find.
///
/// Calls have identifiers of one letter each, so that an answer is a word.
struct QueryWorld {
    static let project = "mill/looms"
    /// Midnight in UTC, 2026-01-01.
    static let newYear: Int64 = 1_767_225_600_000_000

    var calls: [Call]

    /// A store that has the calls, and one of the same name in another project for each, which is never meant.
    func store(in backend: Backend) async throws -> any TraceServer {
        let store = try backend.makeStore()
        let others = self.calls.map { call in
            var call = call
            call.projectID = "mill/dyes"
            return call
        }
        try await store.record(self.calls + others)
        return store
    }

    /// A condition, from its operation's text.
    static func condition(_ operation: String) throws -> QueryExpression {
        try QueryExpression(wire: try RawJSON(#"{"$expr":\#(operation)}"#), over: .calls)
    }

    static func found(by query: CallQuery, in store: some CallStore) async throws -> String {
        try await store.calls(matching: query).map(\.id).joined()
    }

    /// Holds a store to what each condition is to find.
    func expect(_ table: [(condition: String, ids: String)], in backend: Backend) async throws {
        let store = try await self.store(in: backend)
        for (condition, ids) in table {
            let query = CallQuery(projectID: Self.project, expression: try Self.condition(condition))
            let found = try await Self.found(by: query, in: store)
            #expect(found == ids, "\(condition) in \(backend)")
            let count = try await store.count(of: query)
            #expect(count == CallCount(count: ids.count), "\(condition) in \(backend)")
        }
    }

    /// Holds a store to the order in which calls come.
    func expect(orders table: [(sort: String, ids: String)], in backend: Backend) async throws {
        let store = try await self.store(in: backend)
        for (sort, ids) in table {
            var query = CallQuery(projectID: Self.project)
            query.sort = try Self.sort(sort)
            #expect(try await Self.found(by: query, in: store) == ids, "\(sort) in \(backend)")
        }
    }

    /// Sort keys from `field` or `-field`, separated by commas.
    static func sort(_ text: String) throws -> [QuerySort] {
        try text.split(separator: ",").map { key in
            let isDescending = key.first == "-"
            return QuerySort(
                try QueryField(path: String(isDescending ? key.dropFirst() : key), over: .calls),
                isDescending: isDescending)
        }
    }
}
