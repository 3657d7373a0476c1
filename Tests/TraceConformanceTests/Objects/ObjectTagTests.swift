import Testing
import TreadleCore
import TreadleTrace

@Suite struct ObjectTagTests {
    @Test(arguments: Backend.allCases)
    func `tags are added, kept and taken away`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        let key = ObjectFixture.key("loom", digest)
        try await mill.store.addTags(["good", "v one"], to: key)
        try await mill.store.addTags(["good", "extra", "good"], to: ObjectFixture.key("loom", "v0"))
        #expect(try await mill.read("loom", digest, withTags: true).tags == ["extra", "good", "v one"])
        try await mill.store.removeTags(["extra", "unknown"], from: key)
        #expect(try await mill.read("loom", digest, withTags: true).tags == ["good", "v one"])
        #expect(try await mill.read("loom", withTags: true).tags == [])
        #expect(try await mill.read("loom", digest).tags == nil)
    }

    @Test(arguments: Backend.allCases)
    func `aliases point to one version and move`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        for number in 0..<2 { try await mill.publish("loom", "[\(number)]") }
        try await mill.store.setAliases(["prod", "a b", "🧵"], to: ObjectFixture.key("loom", "v0"))
        #expect(try await mill.read("loom", "prod").versionIndex == 0)
        #expect(try await mill.read("loom", "v0", withTags: true).aliases == ["a b", "prod", "🧵"])
        #expect(try await mill.read("loom", "v1", withTags: true).aliases == ["latest"])

        try await mill.store.setAliases(["prod", "zz"], to: ObjectFixture.key("loom"))
        #expect(try await mill.read("loom", "prod").versionIndex == 1)
        #expect(try await mill.read("loom", "v0", withTags: true).aliases == ["a b", "🧵"])
        #expect(try await mill.read("loom", "v1", withTags: true).aliases == ["latest", "prod", "zz"])

        try await mill.store.removeAliases(["prod", "unknown"], of: "loom", in: ObjectFixture.project)
        let error = await #expect(throws: TraceError.self) { try await mill.read("loom", "prod") }
        #expect(error?.code == .notFound)
        #expect(try await mill.read("loom", "zz").versionIndex == 1)
        // Of an object that is not there none has to be removed.
        try await mill.store.removeAliases(["prod"], of: "weft", in: ObjectFixture.project)
    }

    @Test(arguments: Backend.allCases)
    func `a digest is meant before an alias of that spelling`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        try await mill.store.setAliases([digest], to: ObjectFixture.key("loom", "v1"))
        #expect(try await mill.read("loom", digest).versionIndex == 0)
    }

    @Test(arguments: Backend.allCases)
    func `objects have aliases of their own`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        try await mill.publish("weft", "[1]")
        try await mill.store.setAliases(["prod"], to: ObjectFixture.key("loom"))
        try await mill.store.setAliases(["prod"], to: ObjectFixture.key("weft"))
        #expect(try await mill.read("loom", "prod").value?.text == "[0]")
        #expect(try await mill.read("weft", "prod").value?.text == "[1]")
    }

    @Test(arguments: Backend.allCases)
    func `tags and aliases go with their version`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        let key = ObjectFixture.key("loom", digest)
        try await mill.store.addTags(["good"], to: key)
        try await mill.store.setAliases(["prod"], to: key)
        try await mill.delete("loom", [digest])
        #expect(try await mill.store.tags(in: ObjectFixture.project).isEmpty)
        #expect(try await mill.store.aliases(in: ObjectFixture.project) == ["latest"])
        let error = await #expect(throws: TraceError.self) { try await mill.read("loom", "prod") }
        #expect(error?.code == .notFound && error?.deletedAt == nil)
        try await mill.publish("loom", "[0]")
        let back = try await mill.read("loom", digest, withTags: true)
        #expect(back.tags == [] && back.aliases == ["latest"])
    }

    @Test(arguments: Backend.allCases)
    func `what is in use is listed once, sorted, by project`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        #expect(try await mill.store.tags(in: ObjectFixture.project).isEmpty)
        #expect(try await mill.store.aliases(in: ObjectFixture.project).isEmpty)
        try await mill.publish("loom", "[0]")
        try await mill.publish("weft", "[0]")
        try await mill.publish("dye", "[0]", in: "mill/dyes")
        for name in ["loom", "weft"] {
            try await mill.store.addTags(["zebra", "good", "織", "Zebra"], to: ObjectFixture.key(name))
            try await mill.store.setAliases(["prod", "a"], to: ObjectFixture.key(name))
        }
        try await mill.store.addTags(["blue"], to: ObjectFixture.key("dye", in: "mill/dyes"))
        #expect(try await mill.store.tags(in: ObjectFixture.project) == ["Zebra", "good", "zebra", "織"])
        #expect(try await mill.store.aliases(in: ObjectFixture.project) == ["a", "latest", "prod"])
        #expect(try await mill.store.tags(in: "mill/dyes") == ["blue"])
        #expect(try await mill.store.tags(in: "nobody/nothing").isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `a version that is not there cannot be tagged`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        try await mill.publish("loom", "[1]")
        try await mill.delete("loom", ["v1"])
        let digest = Digest.content(of: try RawJSON("[1]"))
        for (key, isDeleted) in [
            (ObjectFixture.key("loom", String(repeating: "A", count: 43)), false), (ObjectFixture.key("weft"), false),
            (ObjectFixture.key("loom", in: "mill/dyes"), false), (ObjectFixture.key("loom", digest), true),
        ] {
            for change in [
                { try await mill.store.addTags(["x"], to: key) }, { try await mill.store.removeTags(["x"], from: key) },
                { try await mill.store.setAliases(["x"], to: key) },
            ] {
                let error = await #expect(throws: TraceError.self) { try await change() }
                #expect(error?.code == .notFound && (error?.deletedAt != nil) == isDeleted)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `one bad name among good ones changes nothing`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        let key = ObjectFixture.key("loom")
        try await mill.store.addTags(["kept"], to: key)
        try await mill.store.setAliases(["kept"], to: key)
        for change in [
            { try await mill.store.addTags(["x", "a:b"], to: key) },
            { try await mill.store.removeTags(["kept", "a:b"], from: key) },
            { try await mill.store.setAliases(["x", "latest"], to: key) },
            { try await mill.store.setAliases(["x", "v3"], to: key) },
            { try await mill.store.removeAliases(["kept", "a/b"], of: "loom", in: ObjectFixture.project) },
        ] {
            let error = await #expect(throws: TraceError.self) { try await change() }
            #expect(error?.code == .invalidRequest)
        }
        let version = try await mill.read("loom", withTags: true)
        #expect(version.tags == ["kept"] && version.aliases == ["kept", "latest"])
    }

    @Test(arguments: Backend.allCases)
    func `odd names travel in paths`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("織機.é-_", "[0]")
        try await mill.publish("..", "[1]")
        for name in ["織機.é-_", ".."] {
            try await mill.store.addTags(["good one"], to: ObjectFixture.key(name))
            try await mill.store.setAliases(["50%?#& é"], to: ObjectFixture.key(name, "v0"))
            try await mill.store.removeTags(["good one"], from: ObjectFixture.key(name, "50%?#& é"))
            let version = try await mill.read(name, "50%?#& é", withTags: true)
            #expect(version.tags == [] && version.aliases == ["50%?#& é", "latest"])
        }
    }
}
