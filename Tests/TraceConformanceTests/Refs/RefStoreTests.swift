import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct RefStoreTests {
    private static let project = "mill/looms"

    /// Publishes a value and gives its ref.
    private func publish(
        _ value: String, as name: String, in store: any TraceServer, project: String = Self.project
    ) async throws -> String {
        let digest = try await store.createObject(
            NewObject(projectID: project, objectID: name, value: try RawJSON(value)))
        let kind = value.contains(#""type":"Op""#) ? "op" : "object"
        return "weave:///\(project)/\(kind)/\(name):\(digest)"
    }

    private func texts(_ refs: [String], in store: any TraceServer) async throws -> [String] {
        try await store.values(of: refs).map(\.text)
    }

    @Test(arguments: Backend.allCases)
    func `values come in the order of the refs, as they were spelled`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let box = try await self.publish(
            #"{"items":[10,{"k":1.50}],"d":{"a b/c":[1,2]},"é":"\u00e9"}"#, as: "box", in: store)
        let paths = [
            "/attr/items/index/1/key/k", "/attr/items/index/0", "/attr/d/key/a%20b%2Fc/index/1", "/attr/nope",
            "/attr/items/index/9", "/key/%C3%A9", "/attr/items/index/0",
        ]
        #expect(
            try await self.texts(paths.map { box + $0 }, in: store)
                == ["1.50", "10", "2", "null", "null", #""\u00e9""#, "10"])
        #expect(try await self.texts([], in: store).isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `refs inside values lead on, and the one at the end stays`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let inner = try await self.publish(#"{"x":{"y":5}}"#, as: "inner", in: store)
        let outer = try await self.publish(#"{"child":"\#(inner)"}"#, as: "outer", in: store)
        #expect(
            try await self.texts([outer + "/key/child", outer + "/key/child/key/x/key/y"], in: store)
                == [#""\#(inner)""#, "5"])
    }

    @Test(arguments: Backend.allCases)
    func `rows of a dataset are found by digest and by place`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let rows = try (0..<700).map { try RawJSON("{\"a\":\($0)}") }
        let table = try await store.createTable(rows, in: Self.project, expecting: nil)
        let other = try await store.createTable([RawJSON(#"{"a":7000}"#)], in: Self.project, expecting: nil)
        let set = try await self.publish(
            #"{"rows":"weave:///mill/looms/table/\#(table.digest)"}"#, as: "set", in: store)
        #expect(
            try await self.texts(
                [
                    "\(set)/attr/rows/id/\(table.rowDigests[1])/key/a", "\(set)/attr/rows/id/\(table.rowDigests[699])",
                    "\(set)/attr/rows/index/501/key/a", "\(set)/attr/rows/index/700", "\(set)/attr/rows/attr/x",
                ], in: store) == ["1", #"{"a":699}"#, "501", "null", "null"])
        // A row of another table is none of this one's.
        for row in ["AAA", other.rowDigests[0]] {
            let error = await #expect(throws: TraceError.self) {
                try await store.values(of: ["\(set)/attr/rows/id/\(row)"])
            }
            #expect(error?.code == .notFound)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is deleted is null, what never was is not found`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let kept = try await self.publish(#"{"n":1}"#, as: "loom", in: store)
        let gone = try await self.publish(#"{"n":2}"#, as: "loom", in: store)
        let link = try await self.publish(#"{"x":"\#(gone)"}"#, as: "link", in: store)
        _ = try await store.deleteObject("loom", versions: [String(gone.split(separator: ":")[2])], in: Self.project)
        #expect(
            try await self.texts([gone, gone + "/attr/n", kept + "/attr/n", link + "/attr/x/attr/n"], in: store)
                == ["null", "null", "1", "null"])
        let lost = "weave:///mill/looms/object/loom:" + String(repeating: "A", count: 43)
        for refs in [[lost], [kept, lost], ["weave:///mill/dyes/object/" + kept.dropFirst(28)]] {
            let error = await #expect(throws: TraceError.self) { try await store.values(of: refs) }
            #expect(error?.code == .notFound)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an op and an object of one name are two`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let op = try await self.publish(
            #"{"_type":"CustomWeaveType","weave_type":{"type":"Op"},"files":{}}"#, as: "warp", in: store)
        let object = try await self.publish(#"{"n":1}"#, as: "warp", in: store)
        #expect(try await self.texts([op + "/attr/_type", object], in: store) == [#""CustomWeaveType""#, #"{"n":1}"#])
        for (wrong, right) in [(op, "/object/"), (object, "/op/")] {
            let swapped = wrong.replacing(wrong == op ? "/op/" : "/object/", with: right)
            let error = await #expect(throws: TraceError.self) { try await store.values(of: [swapped]) }
            #expect(error?.code == .notFound)
        }
    }

    @Test(arguments: Backend.allCases)
    func `each project's refs are its own`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let far = try await self.publish(#"{"n":1}"#, as: "dye", in: store, project: "mill/dyes")
        let near = try await self.publish(#"{"far":"\#(far)"}"#, as: "near", in: store)
        #expect(try await self.texts([far, near + "/attr/far/attr/n"], in: store) == [#"{"n":1}"#, "null"])
    }

    @Test(arguments: Backend.allCases)
    func `what is no ref to a certain version of an object is refused`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ref = try await self.publish("{}", as: "loom", in: store)
        for bad in [
            "loom", "", "weave:///mill/looms/object/loom:latest", "weave:///mill/looms/table/x",
            "weave:///mill/looms/call/x", "weave:///mill/looms/agent_turn/x", ref + "/attr", ref + "/colour/red",
        ] {
            let error = await #expect(throws: TraceError.self) { try await store.values(of: [ref, bad]) }
            #expect(error?.code == .invalidRequest)
        }
        #expect(try await store.values(of: [String](repeating: ref, count: 1000)).count == 1000)
        let error = await #expect(throws: TraceError.self) {
            try await store.values(of: [String](repeating: ref, count: 1001))
        }
        #expect(error?.code == .invalidRequest)
    }
}
