import Testing
import TreadleCore
import TreadleTrace

@Suite struct ObjectStoreTests {
    @Test(arguments: Backend.allCases)
    func `a value comes back as it was spelled`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let value = #"{ "weft":1.50,"warp" : [1e3, 123456789012345678901234567890, -0.0,"\u00e9\/🧵\ud83e"],"weft2":{}}"#
        let digest = try await mill.publish("loom", value)

        let version = try await mill.read("loom", digest)

        #expect(version.value?.text == value)
        #expect(version.digest == Digest.content(of: try RawJSON(value)) && digest == version.digest)
        #expect(version.projectID == "mill/looms" && version.objectID == "loom" && version.kind == .object)
        #expect(version.versionIndex == 0 && version.isLatest)
        #expect(version.sizeBytes == value.utf8.count)
        #expect(version.baseClass == nil && version.leafClass == nil && version.tags == nil && version.aliases == nil)
    }

    @Test(arguments: Backend.allCases, ["null", "true", "7", "1.5", #""silk""#, #""""#, "[]", "{}", "[1,[2]]"])
    func `any value can be published`(backend: Backend, value: String) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("plain", value)
        #expect(try await mill.read("plain").value?.text == value)
    }

    @Test(arguments: Backend.allCases)
    func `one content is one version, whatever its spelling`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", #"{"a":1,"b":"é"}"#)
        #expect(try await mill.publish("loom", #"{ "b": "\u00e9", "a": 1 }"#) == digest)
        #expect(try await mill.names() == ["loom:0"])
        #expect(try await mill.read("loom").value?.text == #"{"a":1,"b":"é"}"#)
        #expect(try await mill.publish("loom", #"{"a":1.0,"b":"é"}"#) != digest)
        #expect(try await mill.names() == ["loom:0", "loom:1"])
    }

    @Test(arguments: Backend.allCases)
    func `versions are found by digest, number and as the latest`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        var digests: [String] = []
        for number in 0..<3 { digests.append(try await mill.publish("loom", "[\(number)]")) }

        for (number, digest) in digests.enumerated() {
            let version = try await mill.read("loom", "v\(number)")
            #expect(version.digest == digest && version.versionIndex == number && version.isLatest == (number == 2))
            #expect(try await mill.read("loom", digest) == version)
        }
        #expect(try await mill.read("loom", "latest") == mill.read("loom", "v2"))
    }

    @Test(arguments: Backend.allCases)
    func `old content becomes the latest again and keeps its number and time`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        let first = try await mill.read("loom")
        try await mill.publish("loom", "[1]")
        try await mill.publish("loom", "[0]")

        let again = try await mill.read("loom")
        #expect(again == first)
        #expect(try await !mill.read("loom", "v1").isLatest)
        #expect(try await mill.names() == ["loom:0", "loom:1"])
        // The next one has the next number, and what was latest before is not any more.
        try await mill.publish("loom", "[2]")
        #expect(try await mill.read("loom").versionIndex == 2)
        #expect(try await mill.names { $0.latestOnly = true } == ["loom:2"])
    }

    @Test(
        arguments: Backend.allCases,
        [
            ("loom", "v1", "mill/looms"), ("loom", "nothing", "mill/looms"), ("weft", "latest", "mill/looms"),
            ("loom", "latest", "mill/dyes"), ("loom", "v18446744073709551616", "mill/looms"),
            ("Loom", "v0", "mill/looms"), ("", "v0", "mill/looms"), ("loom", "", "mill/looms"),
            ("a b", "v0", "mill/looms"),
        ])
    func `what is not there is not found`(backend: Backend, key: (String, String, String)) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        let error = await #expect(throws: TraceError.self) { try await mill.read(key.0, key.1, in: key.2) }
        #expect(error?.code == .notFound && error?.deletedAt == nil)
    }

    @Test(arguments: Backend.allCases)
    func `names go by their bytes, and projects are apart`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("é", "[0]")
        try await mill.publish("é", "[1]", in: "mill/dyes")
        #expect(try await mill.read("é").value?.text == "[0]")
        #expect(try await mill.read("é", in: "mill/dyes").value?.text == "[1]")
        await #expect(throws: TraceError.self) { try await mill.read("e\u{301}") }
        await #expect(throws: TraceError.self) { try await mill.publish("e\u{301}", "[0]") }
    }

    @Test(arguments: Backend.allCases)
    func `the value can be left out`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", ObjectFixture.instance("Loom"))
        var whole = try await mill.read("loom")
        whole.value = nil
        #expect(try await mill.read("loom", metadataOnly: true) == whole)
        var query = ObjectQuery(projectID: ObjectFixture.project)
        query.metadataOnly = true
        #expect(try await mill.store.objects(matching: query) == [whole])
    }

    @Test(arguments: Backend.allCases)
    func `an unexpected digest is a conflict, and nothing is stored`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let value = try RawJSON("[1]")
        func publish(expecting digest: String) async throws -> String {
            try await mill.store.createObject(
                NewObject(projectID: "mill/looms", objectID: "loom", value: value, expectedDigest: digest))
        }
        let wrong = String(repeating: "A", count: 43)
        let error = await #expect(throws: TraceError.self) { try await publish(expecting: wrong) }
        #expect(error?.code == .conflict)
        #expect(try await mill.names().isEmpty)
        #expect(try await publish(expecting: Digest.content(of: value)) == Digest.content(of: value))
    }

    @Test(arguments: Backend.allCases)
    func `a name stays with its class while a version of it is there`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", ObjectFixture.instance("Jacquard", of: "Loom"))
        // Another leaf class below the same base class is fine.
        try await mill.publish("loom", ObjectFixture.instance("Dobby", of: "Loom"))
        for other in [ObjectFixture.instance("Shuttle"), "[1]"] {
            let error = await #expect(throws: TraceError.self) { try await mill.publish("loom", other) }
            #expect(error?.code == .invalidRequest)
        }
        #expect(try await mill.names() == ["loom:0", "loom:1"])
        // An op is of another kind and has names of its own.
        try await mill.publish("loom", ObjectFixture.op("x"))
        try await mill.delete("loom")
        try await mill.publish("loom", "[1]")
        let error = await #expect(throws: TraceError.self) {
            try await mill.publish("loom", ObjectFixture.instance("Jacquard", of: "Loom"))
        }
        #expect(error?.code == .invalidRequest)
        #expect(try await mill.names() == ["loom:2"])
    }

    @Test(arguments: Backend.allCases)
    func `an op and an object may share a name`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let object = try await mill.publish("loom", "[0]")
        let op = try await mill.publish("loom", ObjectFixture.op("x"))

        #expect(try await mill.names() == ["loom:0", "loom:0"])
        #expect(try await mill.names { $0.latestOnly = true } == ["loom:0", "loom:0"])
        #expect(try await mill.read("loom", object).kind == .object)
        #expect(try await mill.read("loom", op).kind == .op)
        // Of two that have a name, the one published last is meant.
        #expect(try await mill.read("loom").kind == .op)
        try await mill.publish("loom", "[0]")
        #expect(try await mill.read("loom").kind == .object)
        #expect(try await mill.read("loom", "v0").kind == .object)
        #expect(try await mill.delete("loom", ["latest"]) == 1)
        #expect(try await mill.read("loom").kind == .op)
        #expect(try await mill.read("loom", "v0").kind == .op)
    }

    @Test(arguments: Backend.allCases)
    func `many publish at once, and each version has a number`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 { group.addTask { _ = try await mill.publish("loom", "[\(number % 20)]") } }
            try await group.waitForAll()
        }
        let versions = try await mill.store.objects(matching: ObjectQuery(projectID: "mill/looms"))
        #expect(versions.map(\.versionIndex).sorted() == Array(0..<20))
        #expect(versions.filter(\.isLatest).count == 1)
    }
}
