import Testing
import TreadleCore
import TreadleTrace

/// Refs to objects that were published; how paths go on is `RefResolver`'s business.
@Suite struct ObjectRefTests {
    private func uri(_ kind: String, _ name: String, _ version: String, _ path: String = "") -> String {
        "weave:///mill/looms/\(kind)/\(name):\(version)\(path)"
    }

    @Test(arguments: Backend.allCases)
    func `a ref is to the value that was published`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let first = try await mill.publish("loom", #"{"reeds":[1.50,{"dent":7}]}"#)
        let second = try await mill.publish("loom", #"{"reeds":[]}"#)
        let outer = try await mill.publish("hall", #"{"best":"\#(self.uri("object", "loom", first))"}"#)
        try await mill.store.setAliases(["prod"], to: ObjectFixture.key("loom", first))
        let refs = [
            self.uri("object", "loom", first), self.uri("object", "loom", first, "/key/reeds/index/0"),
            self.uri("object", "loom", second), self.uri("object", "loom", "v0", "/key/reeds/index/1/key/dent"),
            self.uri("object", "loom", "prod", "/key/reeds/index/9"),
            self.uri("object", "hall", outer, "/key/best/key/reeds/index/1/key/dent"),
        ]
        let values = try await mill.store.values(of: refs)
        #expect(
            values.map(\.text) == [
                #"{"reeds":[1.50,{"dent":7}]}"#, "1.50", #"{"reeds":[]}"#, "7", "null", "7",
            ])
    }

    @Test(arguments: Backend.allCases)
    func `an op and an object of one name are told apart`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        try await mill.publish("loom", "[0]")
        let op = try await mill.publish("loom", ObjectFixture.op("x"))
        let values = try await mill.store.values(of: [
            self.uri("object", "loom", "v0"), self.uri("op", "loom", "v0"), self.uri("op", "loom", op),
        ])
        #expect(values.map(\.text) == ["[0]", ObjectFixture.op("x"), ObjectFixture.op("x")])
        let error = await #expect(throws: TraceError.self) {
            try await mill.store.values(of: [self.uri("object", "loom", op)])
        }
        #expect(error?.code == .notFound)
    }

    @Test(arguments: Backend.allCases)
    func `a deleted value is null, an unknown one is not found`(backend: Backend) async throws {
        let mill = try ObjectFixture(backend)
        let digest = try await mill.publish("loom", "[0]")
        try await mill.delete("loom")
        #expect(try await mill.store.values(of: [self.uri("object", "loom", digest)]).map(\.text) == ["null"])
        for ref in [
            self.uri("object", "loom", String(repeating: "A", count: 43)), self.uri("object", "weft", digest),
            "weave:///mill/dyes/object/loom:\(digest)",
        ] {
            let error = await #expect(throws: TraceError.self) { try await mill.store.values(of: [ref]) }
            #expect(error?.code == .notFound)
        }
    }
}
