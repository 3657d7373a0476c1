import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct ContentTests {
    private let store: SQLiteTraceStore

    init() throws { self.store = try SQLiteTraceStore(path: ":memory:") }

    private func key(_ text: String, in project: String = "mill/looms") async throws -> Int64 {
        let value = try RawJSON(text)
        let digest = Digest.content(of: value)
        return try await self.store.write { session in
            try session.contentKey(of: value, digest: digest, in: session.projectKey(project))
        }
    }

    private var stored: [String] {
        get async throws { try await self.store.read { try $0.texts("SELECT value FROM contents ORDER BY key") } }
    }

    @Test func `equal content of a project is stored once, as it came first`() async throws {
        let first = try await self.key(#"{"weft":1.50, "warp":"é"}"#)
        #expect(try await self.key(#"{"warp":"\u00e9","weft":1.5}"#) == first)
        #expect(try await self.key(#"{"warp":"\u00e9","weft":2}"#) != first)
        #expect(try await self.key(#"{"warp":"\u00e9","weft":1.5}"#) == first)
        #expect(try await self.stored == [#"{"weft":1.50, "warp":"é"}"#, #"{"warp":"\u00e9","weft":2}"#])
    }

    @Test func `projects do not share content`() async throws {
        #expect(try await self.key("[1]") != self.key("[1]", in: "mill/dyes"))
        #expect(try await self.stored == ["[1]", "[1]"])
    }

    @Test func `a digest is looked up in the index`() async throws {
        let plan = try await self.store.read { connection in
            let sql: SQL = "EXPLAIN QUERY PLAN SELECT key FROM contents WHERE project = \(1) AND digest = \("x")"
            return try connection.all(sql) { $0.text(at: 3) }
        }
        #expect(plan.count == 1 && plan[0].hasPrefix("SEARCH contents USING COVERING INDEX"), "\(plan)")
    }
}
