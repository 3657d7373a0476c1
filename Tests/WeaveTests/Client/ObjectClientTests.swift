import Foundation
import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import Weave

struct ObjectClientTests {
    struct Pattern: Codable, Hashable {
        var name: String
        var width: Int
        var colours: [String]
    }

    static let damask = Pattern(name: "damask", width: 140, colours: ["écru", "slate"])

    @Test(arguments: ClientSetup.allCases)
    func `What is saved is got back by its ref, by its name and by its version`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let ref = try await client.save(Self.damask, name: "pattern")
            #expect(ref.projectID == "mill/looms" && ref.name == "pattern" && ref.kind == .object)
            #expect(ref.refText == "weave:///mill/looms/object/pattern:\(ref.version)")
            #expect(try await client.get(ref, as: Pattern.self) == Self.damask)
            var wider = Self.damask
            wider.width = 150
            let second = try await client.save(wider, name: "pattern")
            #expect(second.version != ref.version)
            for name in ["pattern", "pattern:latest", "pattern:v1", second.refText] {
                #expect(try await client.get(name, as: Pattern.self) == wider)
            }
            #expect(try await client.get("pattern:v0", as: Pattern.self) == Self.damask)
            try await client.setAliases(["festive"], to: ref)
            #expect(try await client.get("pattern:festive", as: Pattern.self) == Self.damask)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Refs lead into values, and through refs in them`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let yarn = try await client.save(["fibres": ["linen", "silk"]], name: "yarn")
            let pattern = try await client.save(
                ["name": "damask", "yarn": .string(yarn.refText)] as JSONValue, name: "pattern")
            #expect(try await client.get(pattern.attribute("name")).text == #""damask""#)
            #expect(try await client.get(pattern.key("yarn").key("fibres").index(1), as: String.self) == "silk")
            #expect(try await client.get("\(yarn.refText)/key/fibres/index/7").isNull)
            let byName = ObjectRef(projectID: "mill/looms", name: "pattern").key("name")
            #expect(try await client.get(byName, as: String.self) == "damask")
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `JSON is kept as it is, classes and all`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let text =
                #"{"_type":"Loom","name":"jacquard","speed":1.0,"_class_name":"Loom","_bases":["Object","BaseModel"]}"#
            let ref = try await client.save(RawJSON(text), name: "jacquard")
            #expect(try await client.get(ref).text == text)
            let version = try await client.object(ref)
            #expect(version.leafClass == "Loom" && version.isLatest && version.versionIndex == 0)
            #expect(version.ref == ref)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Nothing is deleted by a ref to something inside, nor by a list of nothing`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let ref = try await client.save(["width": 140], name: "pattern")
            for delete in [
                { try await client.deleteObject(ref.key("width")) },
                { try await client.deleteObject("pattern", versions: []) },
            ] as [@Sendable () async throws -> Int] {
                let error = await #expect(throws: TraceError.self) { try await delete() }
                #expect(error?.code == .invalidRequest)
            }
            #expect(try await client.get(ref).text == #"{"width":140}"#)
            #expect(try await client.deleteObject(ref) == 1)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Objects are listed with their versions, tagged, and deleted`(setup: ClientSetup) async throws {
        try await setup.withClient { client, _ in
            let first = try await client.save(["width": 140], name: "pattern")
            let second = try await client.save(["width": 150], name: "pattern")
            _ = try await client.save(["speed": 90], name: "loom")
            let names = try await client.objects(filter: ObjectFilter(), limit: nil, offset: 0).map(\.objectID)
            #expect(names.sorted() == ["loom", "pattern"])
            #expect(try await client.objects(filter: ObjectFilter(), limit: 1, offset: 1).count == 1)
            let streamed = try await client.objectsStream(filter: ObjectFilter(latestOnly: false)).collect(upTo: .max)
            #expect(streamed.count == 3)
            #expect(try await client.objectVersions("pattern").map(\.digest) == [first.version, second.version])
            try await client.addTags(["checked", "summer"], to: first)
            try await client.removeTags(["summer"], from: first)
            #expect(try await client.tags() == ["checked"])
            let tagged = try await client.objects(
                filter: ObjectFilter(latestOnly: false, tags: ["checked"]), limit: nil, offset: 0)
            #expect(tagged.map(\.digest) == [first.version])
            try await client.setAliases(["festive"], to: second)
            #expect(try await client.aliases() == ["festive", "latest"])
            try await client.removeAliases(["festive"], of: "pattern")
            #expect(try await client.deleteObject(first) == 1)
            let gone = await #expect(throws: TraceError.self) { try await client.get(first) }
            #expect(gone?.code == .notFound)
            #expect(try await client.deleteObject("pattern", versions: nil) == 1)
            #expect(try await client.objectVersions("pattern").isEmpty)
        }
    }

    @Test func `A value that does not fit the type says where, and what JSON lacks is refused`() async throws {
        let client = AsyncWeaveClient(project: "mill/looms", store: InMemoryTraceStore())
        let ref = try await client.save(["name": "damask", "width": "wide"], name: "pattern")
        let error = await #expect(throws: TraceError.self) { try await client.get(ref, as: Pattern.self) }
        #expect(error?.code == .unprocessable && error?.message.contains("wide") == false)
        let refused = await #expect(throws: TraceError.self) { try await client.save(["a": Snag()], name: "pattern") }
        #expect(refused?.code == .invalidRequest && refused?.message.contains("a knot") == true)
        #expect(try await client.objectVersions("pattern").count == 1)
    }

    struct Snag: Encodable {
        func encode(to encoder: any Encoder) throws {
            throw EncodingError.invalidValue(0, EncodingError.Context(codingPath: [], debugDescription: "a knot"))
        }
    }

    struct Shift: Codable, Hashable {
        var start: Date
        var tension: Double
        var metres: Double
        var mark: Data
        var pattern: ObjectRef
        var end: Date?
    }

    @Test func `Times, numbers that are none, bytes and refs come back as they were`() async throws {
        let client = AsyncWeaveClient(project: "mill/looms", store: InMemoryTraceStore())
        let shift = Shift(
            start: Date(timeIntervalSince1970: 1_700_000_000.125), tension: .infinity, metres: 12,
            mark: Data([0, 255]), pattern: ObjectRef(projectID: "mill/looms", name: "pattern", version: "v0"))
        let ref = try await client.save(shift, name: "shift")
        #expect(try await client.get(ref, as: Shift.self) == shift)
        let json = try await client.get(ref)
        #expect(json["metres"]?.text == "12.0" && json["pattern"]?.string == shift.pattern.refText)
        #expect(json["start"]?.string == "2023-11-14T22:13:20.125000Z")
    }

    @Test(arguments: [
        ("my pattern", "my-pattern"), ("a//b", "a-b"), ("écru_2.0", "écru_2.0"), ("__warp--", "warp"),
        ("a._b", "a-b"), ("- weft -", "weft"), (String(repeating: "w", count: 200), String(repeating: "w", count: 128)),
        (".a", ".a"), ("a - b", "a-b"), ("loom: \u{1F9F5} red", "loom-red"),
    ])
    func `A name becomes one that objects may have, as the Python client makes it`(text: String, name: String) throws {
        #expect(try ObjectName.sanitized(text) == name)
    }

    @Test func `A name of which nothing is left is refused`() {
        for text in ["", "---", "_-_", "\u{1F9F5}"] {
            #expect(throws: TraceError.self) { try ObjectName.sanitized(text) }
        }
    }
}
