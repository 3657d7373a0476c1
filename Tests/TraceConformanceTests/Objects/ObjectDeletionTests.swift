import Testing
import TreadleCore
import TreadleTrace

@Suite struct ObjectDeletionTests {
    @Test(arguments: Backend.allCases)
    func `a deleted version is gone, and says since when`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        let digest = try await mill.publish("loom", "[1]")
        let before = Timestamp.now

        #expect(try await mill.delete("loom", [digest]) == 1)

        for version in [digest, "v1"] {
            let error = await #expect(throws: TraceError.self) { try await mill.read("loom", version) }
            #expect(error?.code == .notFound)
            let deletedAt = try #require(error?.deletedAt)
            #expect(deletedAt >= before && deletedAt <= .now)
        }
        #expect(try await mill.names() == ["loom:0"])
        #expect(try await mill.read("loom").versionIndex == 0)
        #expect(try await mill.read("loom", "v0").isLatest)
    }

    @Test(arguments: Backend.allCases)
    func `the survivor that was published last is the latest`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        for number in [0, 1, 2, 0, 3] { try await mill.publish("loom", "[\(number)]") }
        #expect(try await mill.delete("loom", ["latest"]) == 1)
        #expect(try await mill.read("loom").versionIndex == 0)
        #expect(try await mill.delete("loom", ["v1"]) == 1)
        #expect(try await mill.read("loom").versionIndex == 0)
        #expect(try await mill.delete("loom", ["v0"]) == 1)
        #expect(try await mill.read("loom").versionIndex == 2)
    }

    @Test(arguments: Backend.allCases)
    func `numbers are not given out again`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        try await mill.delete("loom")
        try await mill.publish("loom", "[2]")
        #expect(try await mill.names() == ["loom:2"])
    }

    @Test(arguments: Backend.allCases)
    func `publishing deleted content brings it back as it was`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", "[0]")
        let first = try await mill.read("loom")
        try await mill.publish("loom", "[1]")
        try await mill.delete("loom", [digest])
        try await mill.publish("loom", "[0]")
        #expect(try await mill.read("loom", digest) == first)
        #expect(try await mill.read("loom").versionIndex == 0)
        #expect(try await mill.names() == ["loom:0", "loom:1"])
    }

    @Test(arguments: Backend.allCases)
    func `all versions go at once`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        for number in 0..<3 { try await mill.publish("loom", "[\(number)]") }
        try await mill.publish("weft", "[0]")
        #expect(try await mill.delete("loom", ["v1"]) == 1)
        #expect(try await mill.delete("loom") == 2)
        #expect(try await mill.names() == ["weft:0"])
        let error = await #expect(throws: TraceError.self) { try await mill.read("loom") }
        #expect(error?.code == .notFound && error?.deletedAt != nil)
    }

    @Test(arguments: Backend.allCases)
    func `versions may be named twice and in any way`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        try await mill.publish("loom", "[2]")
        try await mill.store.setAliases(["prod"], to: ObjectFixture.key("loom", "v1"))
        #expect(try await mill.delete("loom", [digest, "v0", "prod", digest]) == 2)
        #expect(try await mill.names() == ["loom:2"])
    }

    @Test(
        arguments: Backend.allCases,
        [("loom", ["v0", "v7"]), ("loom", ["v0", "v1"]), ("loom", ["nothing"]), ("weft", nil), ("weft", ["latest"])])
    func `what is not there cannot be deleted, nor anything with it`(
        backend: Backend, request: (String, [String]?)
    ) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        try await mill.delete("loom", ["v1"])
        let error = await #expect(throws: TraceError.self) { try await mill.delete(request.0, request.1) }
        #expect(error?.code == .notFound)
        #expect(try await mill.names() == ["loom:0"])
    }

    @Test(arguments: Backend.allCases)
    func `deleting everything twice finds nothing the second time`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        try await mill.delete("loom")
        let error = await #expect(throws: TraceError.self) { try await mill.delete("loom") }
        #expect(error?.code == .notFound)
    }

    @Test(arguments: Backend.allCases)
    func `a hundred versions can be named, and not none`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        for number in 0..<101 { try await mill.publish("loom", "[\(number)]") }
        for count in [0, 101] {
            let error = await #expect(throws: TraceError.self) {
                try await mill.delete("loom", (0..<count).map { "v\($0)" })
            }
            #expect(error?.code == .invalidRequest)
        }
        #expect(try await mill.delete("loom", (0..<100).map { "v\($0)" }) == 100)
        #expect(try await mill.names() == ["loom:100"])
    }
}
