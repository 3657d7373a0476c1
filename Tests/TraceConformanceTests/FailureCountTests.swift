import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// A call that ended well stands by how many failures its summary counts below it.
@Suite struct FailureCountTests {
    private static let positive = [
        "1", "1.0", "1e2", "0.5", "0.05E+1", "9223372036854775808", "1000000000000000000000000000000", "1e400",
        "1e-400",
    ]
    private static let others = ["0", "0.0", "0e5", "-0", "-1", "-1e30", #""1""#, "true", "null", "[1]", #"{"a":1}"#]

    @Test(arguments: Backend.allCases)
    func `any number above 0 counts, whatever its size and spelling`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record(
            (Self.positive + Self.others).map { count in
                .stub(count, summary: try RawJSON(#"{"status_counts":{"error":\#(count)}}"#))
            })

        let calls = try await store.calls(matching: CallQuery(projectID: QueryWorld.project))
        #expect(Set(calls.filter { $0.status == .descendantError }.map(\.id)) == Set(Self.positive))
        #expect(Set(calls.filter { $0.status == .success }.map(\.id)) == Set(Self.others))

        for (status, ids) in [("descendant_error", Self.positive), ("success", Self.others)] {
            let condition = try QueryWorld.condition(
                #"{"$eq":[{"$getField":"summary.weave.status"},{"$literal":"\#(status)"}]}"#)
            let query = CallQuery(projectID: QueryWorld.project, expression: condition)
            #expect(Set(try await store.calls(matching: query).map(\.id)) == Set(ids))
        }
    }
}
