import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct KeptPartsTests {
    private static let project = "mill/looms"

    @Test func `the store is asked once, and what is known is kept up to date`() throws {
        var parts = KeptParts()
        var loads = 0
        func mayHave(_ id: String, stored: [KeptParts.Key] = []) throws(SQLiteError) -> Bool {
            try parts.mayHave(id, in: 1) { () throws(SQLiteError) in
                loads += 1
                return stored
            }
        }
        #expect(
            try mayHave("a", stored: [.init(project: 1, id: ExactText("a")), .init(project: 2, id: ExactText("b"))]))
        #expect(try !mayHave("b"))
        parts.add("b", in: 1)
        #expect(try mayHave("b"))
        parts.remove("a", in: 1)
        #expect(try !mayHave("a"))
        #expect(loads == 1)
        parts.forget()
        #expect(try !mayHave("b"))
        #expect(loads == 2)
    }

    @Test func `of too many nothing is remembered, and any call may have one`() throws {
        var parts = KeptParts()
        let keys = (0...KeptParts.maximumKeys).map { KeptParts.Key(project: 1, id: ExactText("\($0)")) }
        #expect(try parts.mayHave("loom", in: 1) { () throws(SQLiteError) in keys })
        parts.remove("0", in: 1)
        #expect(try parts.mayHave("loom", in: 1) { () throws(SQLiteError) in [] })

        var fewer = KeptParts()
        #expect(try !fewer.mayHave("loom", in: 1) { () throws(SQLiteError) in Array(keys.dropLast()) })
        fewer.add("shuttle", in: 1)
        #expect(try fewer.mayHave("loom", in: 1) { () throws(SQLiteError) in [] })
    }

    @Test func `parts are found after the store was opened anew`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("calls.db")
        let first = try SQLiteTraceStore(path: path)
        let call = Call.stub("1")
        try await first.write([.end(try #require(call.end))])
        try await first.rename(callID: "2", in: Self.project, to: "row 7")
        await first.close()

        let second = try SQLiteTraceStore(path: path)
        try await second.write([.start(call), .start(.stub("2"))])
        let calls = try await second.calls(matching: CallQuery())
        #expect(calls.map(\.endedAt) == [call.endedAt, nil])
        #expect(calls.map(\.displayName) == [nil, "row 7"])
        let left = try await second.writer?.withConnection { try $0.integer("SELECT count(*) FROM call_parts") }
        #expect(left == 0)
    }

    @Test func `a part that was rolled back is not remembered, and one that was not taken is`() async throws {
        var options = SQLiteTraceStore.Options()
        options.maximumRowSize = 10_000
        let store = try SQLiteTraceStore(path: ":memory:", options: options)
        let large = RawJSON(string: String(repeating: "weft ", count: 4000))
        let end = try #require(Call.stub("1").end)
        await #expect(throws: TraceError.self) {
            try await store.write([.end(end), .complete(.stub("2", output: large))])
        }
        try await store.write([.start(.stub("1"))])
        #expect(try await store.calls(matching: CallQuery()).first?.endedAt == nil)

        let other = try #require(Call.stub("3").end)
        try await store.write([.end(other)])
        await #expect(throws: TraceError.self) {
            try await store.write([.start(.stub("3")), .complete(.stub("4", output: large))])
        }
        try await store.write([.start(.stub("3"))])
        #expect(try await store.calls(matching: CallQuery(projectID: Self.project, ids: ["3"])).first?.endedAt != nil)
    }
}
