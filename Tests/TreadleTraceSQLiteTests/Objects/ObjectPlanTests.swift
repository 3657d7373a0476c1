import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct ObjectPlanTests {
    private static func query(_ change: (inout ObjectQuery) -> Void) -> ObjectQuery {
        var query = ObjectQuery(projectID: "mill/looms")
        change(&query)
        return query
    }

    private let store: SQLiteTraceStore

    init() throws { self.store = try SQLiteTraceStore(path: ":memory:") }

    private func plan(_ sql: SQL) async throws -> [String] {
        try await self.store.read { connection in
            let statement = try connection.prepare("EXPLAIN QUERY PLAN \(sql)")
            var lines: [String] = []
            while try statement.step() { lines.append(statement.text(at: 3)) }
            return lines
        }
    }

    @Test(arguments: [
        (query { $0.limit = 5 }, "object_versions_by_time (project=?)"),
        (query { $0.sort = [.init(.createdAt)] }, "object_versions_by_time (project=?)"),
        (query { $0.latestOnly = true }, "latest_object_versions_by_time (project=?)"),
        (query { $0.objectIDs = ["loom"] }, "object_versions_by_name (project=? AND object_id=?)"),
        (
            query {
                $0.objectIDs = ["loom"]
                $0.latestOnly = true
                $0.isOp = false
            }, "object_versions_by_name (project=? AND object_id=?)"
        ),
        (query { $0.sort = [.init(.objectID)] }, "object_versions_by_name (project=?)"),
        (query { $0.isOp = true }, "object_versions_by_kind (project=? AND is_op=?)"),
        (query { $0.baseClasses = ["Loom"] }, "object_versions_by_base_class (project=? AND base_class=?)"),
        (query { $0.leafClasses = ["Loom"] }, "object_versions_by_leaf_class (project=? AND leaf_class=?)"),
    ])
    func `an index finds the versions in order, without a sort`(query: ObjectQuery, index: String) async throws {
        let plan = try await self.plan(ObjectSelection(query, in: 1).keys)
        #expect(plan.contains { $0.hasSuffix("INDEX \(index)") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test(arguments: [
        (query { $0.objectIDs = ["a", "b"] }, "object_versions_by_name (project=? AND object_id=?)"),
        (query { $0.baseClasses = ["a", "b"] }, "object_versions_by_base_class (project=? AND base_class=?)"),
        (query { $0.leafClasses = ["a", "b"] }, "object_versions_by_leaf_class (project=? AND leaf_class=?)"),
        (query { $0.tags = ["a", "b"] }, "object_tags USING PRIMARY KEY (project=? AND tag=?)"),
        (query { $0.aliases = ["a"] }, "object_aliases_by_alias (project=? AND alias=?)"),
        (
            query {
                $0.tags = ["a"]
                $0.sort = [.init(.objectID, isDescending: true)]
                $0.latestOnly = true
            }, "object_versions USING INTEGER PRIMARY KEY (rowid=?)"
        ),
        (query { $0.aliases = ["a"] }, "object_versions USING INTEGER PRIMARY KEY (rowid=?)"),
    ])
    func `several values are looked up one by one`(query: ObjectQuery, search: String) async throws {
        let plan = try await self.plan(ObjectSelection(query, in: 1).keys)
        #expect(plan.contains { $0.contains(search) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func `every combination can be planned`() async throws {
        for bits in 0..<512 {
            let query = Self.query { query in
                if bits & 1 != 0 { query.objectIDs = ["a", "b"] }
                if bits & 2 != 0 { query.baseClasses = ["a"] }
                if bits & 4 != 0 { query.leafClasses = ["a", "b"] }
                if bits & 8 != 0 { query.tags = ["a"] }
                if bits & 16 != 0 { query.aliases = bits & 1 != 0 ? ["latest", "a"] : ["a"] }
                if bits & 32 != 0 { query.isOp = false }
                if bits & 64 != 0 { query.latestOnly = true }
                if bits & 128 != 0 { query.excludedBaseClasses = ["c", "d"] }
                if bits & 256 != 0 { query.sort = [.init(.createdAt, isDescending: true), .init(.objectID)] }
            }
            let plan = try await self.plan(ObjectSelection(query, in: 1).keys)
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(bits): \(plan)")
        }
    }

    @Test func `more values than can be bound are refused`() throws {
        let names = (0...CallSelection.maximumValues).map { "\($0)" }
        _ = try ObjectSelection(Self.query { $0.objectIDs = Array(names.dropLast()) }, in: 1)
        let error = #expect(throws: TraceError.self) {
            try ObjectSelection(Self.query { $0.objectIDs = names }, in: 1)
        }
        #expect(error?.code == .invalidRequest)
    }

    /// Every statement that publishing, reading and deleting prepares, as the cache has it afterwards.
    @Test func `no statement scans a table`() async throws {
        let key = ObjectKey(projectID: "mill/looms", objectID: "loom")
        for number in [0, 1, 0] {
            _ = try await self.store.createObject(
                NewObject(projectID: "mill/looms", objectID: "loom", value: try RawJSON("[\(number)]")))
        }
        try await self.store.addTags(["good"], to: key)
        try await self.store.setAliases(["prod"], to: key)
        for version in ["latest", "v0", "prod", "nothing"] {
            let key = ObjectKey(projectID: "mill/looms", objectID: "loom", version: version)
            _ = try? await self.store.object(key, metadataOnly: false, includingTagsAndAliases: true)
            for kind in [ObjectVersion.Kind.op, .object] {
                _ = try await self.store.read { try $0.refLookup(of: key, kind: kind) }
            }
        }
        _ = try await self.store.tags(in: "mill/looms")
        _ = try await self.store.aliases(in: "mill/looms")
        try await self.store.removeTags(["good"], from: key)
        try await self.store.removeAliases(["prod"], of: "loom", in: "mill/looms")
        _ = try await self.store.deleteObject("loom", versions: ["v0"], in: "mill/looms")
        _ = try await self.store.deleteObject("loom", versions: nil, in: "mill/looms")
        _ = try? await self.store.object(key, metadataOnly: true, includingTagsAndAliases: false)

        let texts = try await self.store.read { $0.statements.texts }
        #expect(texts.count > 25)
        for text in texts where !text.hasPrefix("BEGIN") && !text.hasPrefix("COMMIT") {
            let plan = try await self.plan(SQL(stringLiteral: text))
            // Other scans are of what a recursive step has found.
            let scans = plan.contains { $0.hasPrefix("SCAN object") || $0.hasPrefix("SCAN contents") }
            #expect(!scans, "\(text): \(plan)")
        }
    }
}

extension StatementCache {
    /// The texts of all that is kept.
    fileprivate var texts: [String] { self.entries.keys.sorted() }
}
