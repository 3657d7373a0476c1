import Testing
import TreadleCore
import TreadleTrace

@Suite struct ObjectQueryTests {
    /// Two versions of a loom, a shuttle, a plain value and an op.
    private func mill(_ backend: Backend) async throws -> ObjectFixture {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", ObjectFixture.instance("Jacquard", of: "Loom", 0))
        try await mill.publish("loom", ObjectFixture.instance("Dobby", of: "Loom", 1))
        try await mill.publish("shuttle", ObjectFixture.instance("Shuttle"))
        try await mill.publish("plain", "[0]")
        try await mill.publish("weave", ObjectFixture.op("x"))
        try await mill.publish("elsewhere", "[0]", in: "mill/dyes")
        return mill
    }

    @Test(arguments: Backend.allCases)
    func `conditions narrow what is found`(backend: Backend) async throws {
        let mill = try await self.mill(backend)
        let all = ["loom:0", "loom:1", "shuttle:0", "plain:0", "weave:0"]
        #expect(try await mill.names() == all)
        #expect(try await mill.names { $0.baseClasses = ["Loom"] } == ["loom:0", "loom:1"])
        #expect(try await mill.names { $0.baseClasses = ["Shuttle", "Loom"] } == ["loom:0", "loom:1", "shuttle:0"])
        #expect(try await mill.names { $0.excludedBaseClasses = ["Loom"] } == ["shuttle:0", "plain:0", "weave:0"])
        #expect(try await mill.names { $0.excludedBaseClasses = [] } == all)
        #expect(try await mill.names { $0.leafClasses = ["Dobby"] } == ["loom:1"])
        #expect(try await mill.names { $0.leafClasses = ["Dobby", "Shuttle"] } == ["loom:1", "shuttle:0"])
        #expect(try await mill.names { $0.objectIDs = ["weave", "plain"] } == ["plain:0", "weave:0"])
        #expect(try await mill.names { $0.isOp = true } == ["weave:0"])
        #expect(try await mill.names { $0.isOp = false } == ["loom:0", "loom:1", "shuttle:0", "plain:0"])
        #expect(try await mill.names { $0.latestOnly = true } == ["loom:1", "shuttle:0", "plain:0", "weave:0"])
        #expect(
            try await mill.names {
                $0.baseClasses = ["Loom", "Shuttle"]
                $0.latestOnly = true
                $0.isOp = false
                $0.objectIDs = ["loom", "plain"]
            } == ["loom:1"])
        #expect(try await mill.names { $0.projectID = "nobody/nothing" }.isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `an empty list finds nothing`(backend: Backend) async throws {
        let mill = try await self.mill(backend)
        #expect(try await mill.names { $0.objectIDs = [] }.isEmpty)
        #expect(try await mill.names { $0.baseClasses = [] }.isEmpty)
        #expect(try await mill.names { $0.leafClasses = [] }.isEmpty)
        #expect(try await mill.names { $0.tags = [] }.isEmpty)
        #expect(try await mill.names { $0.aliases = [] }.isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `tags and aliases narrow, too`(backend: Backend) async throws {
        let mill = try await self.mill(backend)
        try await mill.store.addTags(["good"], to: ObjectFixture.key("loom", "v0"))
        try await mill.store.addTags(["good", "fast"], to: ObjectFixture.key("shuttle"))
        try await mill.store.setAliases(["prod"], to: ObjectFixture.key("loom", "v0"))
        try await mill.store.setAliases(["test"], to: ObjectFixture.key("plain"))
        #expect(try await mill.names { $0.tags = ["good"] } == ["loom:0", "shuttle:0"])
        #expect(try await mill.names { $0.tags = ["fast", "good"] } == ["loom:0", "shuttle:0"])
        #expect(try await mill.names { $0.tags = ["unknown"] }.isEmpty)
        #expect(try await mill.names { $0.aliases = ["prod", "test"] } == ["loom:0", "plain:0"])
        let latest = ["loom:1", "shuttle:0", "plain:0", "weave:0"]
        #expect(try await mill.names { $0.aliases = ["latest"] } == latest)
        #expect(try await mill.names { $0.aliases = ["latest", "prod"] } == ["loom:0"] + latest)
        #expect(
            try await mill.names {
                $0.tags = ["good"]
                $0.aliases = ["latest"]
            } == ["shuttle:0"])
        #expect(
            try await mill.names {
                $0.tags = ["good"]
                $0.objectIDs = ["loom"]
                $0.aliases = ["prod"]
            } == ["loom:0"])
    }

    @Test(arguments: Backend.allCases)
    func `tags and aliases are read where they are asked for`(backend: Backend) async throws {
        let mill = try await self.mill(backend)
        try await mill.store.addTags(["b", "a"], to: ObjectFixture.key("loom"))
        try await mill.store.setAliases(["prod", "beta"], to: ObjectFixture.key("loom"))
        var query = ObjectQuery(projectID: ObjectFixture.project)
        query.objectIDs = ["loom"]
        #expect(try await mill.store.objects(matching: query).allSatisfy { $0.tags == nil && $0.aliases == nil })
        query.includesTagsAndAliases = true
        let found = try await mill.store.objects(matching: query)
        #expect(found.map(\.tags) == [[], ["a", "b"]])
        #expect(found.map(\.aliases) == [[], ["beta", "latest", "prod"]])
    }

    @Test(arguments: Backend.allCases)
    func `versions are sorted as asked, and else by age`(backend: Backend) async throws {
        let mill = try await self.mill(backend)
        let byName = ["loom:0", "loom:1", "plain:0", "shuttle:0", "weave:0"]
        #expect(try await mill.names { $0.sort = [.init(.objectID)] } == byName)
        #expect(
            try await mill.names { $0.sort = [.init(.objectID, isDescending: true)] }
                == ["weave:0", "shuttle:0", "plain:0", "loom:0", "loom:1"])
        #expect(
            try await mill.names { $0.sort = [.init(.createdAt, isDescending: true)] }
                == ["weave:0", "plain:0", "shuttle:0", "loom:1", "loom:0"])
        #expect(
            try await mill.names { $0.sort = [.init(.objectID), .init(.createdAt, isDescending: true)] }
                == ["loom:1", "loom:0", "plain:0", "shuttle:0", "weave:0"])
        #expect(
            try await mill.names {
                $0.sort = [.init(.objectID)]
                $0.baseClasses = ["Loom", "Shuttle"]
                $0.latestOnly = true
            } == ["loom:1", "shuttle:0"])
    }

    @Test(arguments: Backend.allCases)
    func `a part of what is found can be had`(backend: Backend) async throws {
        let mill = try await self.mill(backend)
        #expect(try await mill.names { $0.limit = 2 } == ["loom:0", "loom:1"])
        #expect(try await mill.names { $0.offset = 3 } == ["plain:0", "weave:0"])
        #expect(
            try await mill.names {
                $0.limit = 2
                $0.offset = 1
            } == ["loom:1", "shuttle:0"])
        #expect(try await mill.names { $0.limit = 0 }.isEmpty)
        #expect(try await mill.names { $0.offset = 5 }.isEmpty)
        for change in [{ (query: inout ObjectQuery) in query.limit = -1 }, { $0.offset = -1 }] {
            for project in [ObjectFixture.project, "nobody/nothing"] {
                let error = await #expect(throws: TraceError.self) {
                    try await mill.names {
                        change(&$0)
                        $0.projectID = project
                    }
                }
                #expect(error?.code == .invalidRequest)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `pages make up the whole`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let silk = String(repeating: "silk ", count: 60_000)
        for number in 0..<12 { try await mill.publish("bale", "[\(number),\"\(silk)\"]") }
        let query = ObjectQuery(projectID: ObjectFixture.project)
        var page = try await mill.store.page(of: query, after: nil)
        var versions = page.versions
        while let next = page.next {
            page = try await mill.store.page(of: query, after: next)
            versions += page.versions
        }
        #expect(try await versions == mill.store.objects(matching: query))
        #expect(versions.map(\.versionIndex) == Array(0..<12))
    }
}
