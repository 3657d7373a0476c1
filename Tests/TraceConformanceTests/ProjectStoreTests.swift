import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct ProjectStoreTests {
    private static let project = "mill/looms"
    private static let day: Int64 = 86_400_000_000

    @Test(arguments: Backend.allCases)
    func `a project's calls are measured by their payloads`(backend: Backend) async throws {
        let store = try backend.makeStore()
        #expect(try await store.statistics(ofProject: Self.project) == ProjectStatistics())
        var first = Call.stub("1", inputs: try RawJSON(#"{"weft":"織"}"#), output: try RawJSON("[1]"))
        first.spanDump = try RawJSON(#"{"a":1}"#)
        // {} twice, 14, 3 and 7 bytes.
        try await store.record([first, .stub("other", project: "mill/dyes")])
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 28)

        // Another start, other ends, other calls: {} thrice is 6.
        try await store.write([.start(.stub("1"))])
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 9)
        let end = CallEnd(id: "1", projectID: Self.project, endedAt: .now, output: try RawJSON("[1,2,3]"))
        try await store.write([.end(end)])
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 13)
        try await store.write([.end(CallEnd(id: "2", projectID: Self.project, endedAt: .now))])
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 13)
        try await store.record([.stub("1")])
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 6)
        _ = try await store.deleteCalls(["1"], in: Self.project)
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 0)
    }

    @Test(arguments: Backend.allCases)
    func `calls are kept for good unless it is said for how long`(backend: Backend) async throws {
        let store = try backend.makeStore()
        #expect(try await store.retentionDays(ofProject: Self.project) == nil)
        for days in [30, 1, nil, 1_000_000] {
            try await store.setRetentionDays(days, ofProject: Self.project)
            #expect(try await store.retentionDays(ofProject: Self.project) == days)
        }
        #expect(try await store.retentionDays(ofProject: "mill/dyes") == nil)
    }

    @Test(arguments: Backend.allCases, [0, -1, 1_000_001, Int.max, Int.min])
    func `a retention that cannot be is refused and changes nothing`(backend: Backend, days: Int) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("1", at: Timestamp.now.microseconds)])
        try await store.setRetentionDays(7, ofProject: Self.project)
        let error = await #expect(throws: TraceError.self) {
            try await store.setRetentionDays(days, ofProject: Self.project)
        }
        #expect(error?.code == .invalidRequest)
        #expect(try await store.retentionDays(ofProject: Self.project) == 7)
        #expect(try await store.calls(matching: CallQuery(projectID: Self.project)).count == 1)
    }

    @Test(arguments: Backend.allCases)
    func `what is older than the retention is gone when that is set`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let now = Timestamp.now.microseconds
        // A minute is more than this test takes.
        let margin: Int64 = 60_000_000
        try await store.record([
            .stub("old", at: 0), .stub("just over", at: now - 7 * Self.day - margin),
            .stub("just in", at: now - 7 * Self.day + margin), .stub("new", at: now),
            .stub("other", project: "mill/dyes", at: 0),
        ])
        try await store.setRetentionDays(7, ofProject: Self.project)

        let found = try await store.calls(matching: CallQuery(projectID: Self.project))
        #expect(found.map(\.id) == ["just in", "new"])
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == 12)
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/dyes")).count == 1)
        let rows = try await store.page(of: CallQuery(projectID: Self.project), after: nil).rows
        #expect(rows.map(\.expiresAt?.microseconds) == found.map { $0.startedAt.microseconds + 7 * Self.day })

        try await store.setRetentionDays(nil, ofProject: Self.project)
        let kept = try await store.page(of: CallQuery(projectID: Self.project), after: nil).rows
        #expect(kept.map(\.expiresAt) == [nil, nil])
    }

    @Test(arguments: Backend.allCases)
    func `more calls than one transaction removes are gone all the same`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record((0..<1200).map { .stub("\($0)", at: Int64($0)) })
        try await store.setRetentionDays(1, ofProject: Self.project)
        #expect(try await store.calls(matching: CallQuery(projectID: Self.project)).isEmpty)
    }
}
