import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace
import TreadleTraceSQLite

/// Any sequence of changes leaves both stores alike.
@Suite struct ObjectInterleavingTests {
    private static let names = ["loom", "weft"]
    private static let values = [
        "[0]", "[1]", "[2]", ObjectFixture.op("x"), ObjectFixture.op("y"), ObjectFixture.instance("Loom"),
        ObjectFixture.instance("Jacquard", of: "Loom", 1),
    ]

    /// One change, as an outcome that can be compared.
    private typealias Change = @Sendable (any TraceServer) async throws -> String

    private static func change(_ generator: inout SeededGenerator) throws -> Change {
        let project = ObjectFixture.project
        let name = Self.names.randomElement(using: &generator) ?? ""
        let value = try RawJSON(Self.values.randomElement(using: &generator) ?? "")
        let digest = Digest.content(of: value)
        let versions = ["latest", "v0", "v1", "v2", "prod", "test", digest]
        let key = ObjectFixture.key(name, versions.randomElement(using: &generator) ?? "")
        let label = ["prod", "test"].randomElement(using: &generator) ?? ""
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return { "\(try await $0.deleteObject(name, versions: [key.version], in: project))" }
        case 1: return { "\(try await $0.deleteObject(name, versions: [key.version, "latest"], in: project))" }
        case 2 where Bool.random(using: &generator):
            return { "\(try await $0.deleteObject(name, versions: nil, in: project))" }
        case 2, 3: return { "\(try await $0.addTags([label], to: key))" }
        case 4: return { "\(try await $0.removeTags([label], from: key))" }
        case 5, 6: return { "\(try await $0.setAliases([label], to: key))" }
        case 7: return { "\(try await $0.removeAliases([label], of: name, in: project))" }
        default:
            return { try await $0.createObject(NewObject(projectID: project, objectID: name, value: value)) }
        }
    }

    private static func outcome(of change: Change, on store: any TraceServer) async throws -> String {
        do {
            return try await change(store)
        } catch let error as TraceError {
            return "\(error.code), deleted: \(error.deletedAt != nil)"
        }
    }

    /// Everything that is there, without times.
    private static func content(of store: any TraceServer) async throws -> [String] {
        var query = ObjectQuery(projectID: ObjectFixture.project)
        query.includesTagsAndAliases = true
        var lines = try await store.objects(matching: query).map { version in
            var version = version
            version.createdAt = Timestamp(microseconds: 0)
            return "\(version)"
        }
        for name in Self.names {
            for version in ["latest", "v0", "v1", "v2", "prod"] {
                lines.append(
                    try await Self.outcome(
                        of: { store in
                            let found = try await store.object(
                                ObjectFixture.key(name, version), metadataOnly: true, includingTagsAndAliases: false)
                            return "\(found.kind) \(found.digest)"
                        }, on: store))
            }
        }
        lines.append("\(try await store.tags(in: ObjectFixture.project))")
        lines.append("\(try await store.aliases(in: ObjectFixture.project))")
        return lines
    }

    @Test(arguments: 1...8)
    func `stores agree after every change`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let memory = InMemoryTraceStore()
        let sqlite = try SQLiteTraceStore(path: ":memory:")
        for step in 0..<120 {
            let change = try Self.change(&generator)
            let outcomes = (
                try await Self.outcome(of: change, on: memory), try await Self.outcome(of: change, on: sqlite)
            )
            #expect(outcomes.0 == outcomes.1, "step \(step)")
            let contents = (try await Self.content(of: memory), try await Self.content(of: sqlite))
            try #require(contents.0 == contents.1, "step \(step)")
        }
    }
}
