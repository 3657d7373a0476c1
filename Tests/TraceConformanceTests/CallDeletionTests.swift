import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct CallDeletionTests {
    private static let project = "mill/looms"

    private func ids(_ store: any CallStore, _ project: String = project) async throws -> [String] {
        try await store.calls(matching: CallQuery(projectID: project)).map(\.id).sorted()
    }

    @Test(arguments: Backend.allCases)
    func `a call goes with everything below it, and with nothing else`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([
            .stub("root"), .stub("left", parent: "root"), .stub("right", parent: "root"),
            .stub("leaf", trace: "other", parent: "left"), .stub("sister"),
            .stub("foreign", project: "mill/dyes", parent: "root"),
        ])
        #expect(try await store.deleteCalls(["left"], in: Self.project) == 2)
        #expect(try await self.ids(store) == ["right", "root", "sister"])
        #expect(try await store.deleteCalls(["root", "right", "root"], in: Self.project) == 2)
        #expect(try await self.ids(store) == ["sister"])
        #expect(try await self.ids(store, "mill/dyes") == ["foreign"])
    }

    @Test(arguments: Backend.allCases)
    func `what is deleted is in no read`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("1", op: "warp", parent: "0"), .stub("2", op: "warp", parent: "0")])
        _ = try await store.deleteCalls(["1"], in: Self.project)
        for query in [
            CallQuery(projectID: Self.project, ids: ["1"]), CallQuery(projectID: Self.project, opNames: ["warp"]),
            CallQuery(projectID: Self.project, traceIDs: ["trace-1"]),
            CallQuery(projectID: Self.project, parentIDs: ["0"]),
            CallQuery(projectID: Self.project, order: .newestFirst),
        ] {
            let found = try await store.calls(matching: query).map(\.id)
            #expect(!found.contains("1"))
            #expect(try await store.page(of: query, after: nil).calls.map(\.id) == found)
        }
        #expect(try await store.statistics(ofProject: Self.project).traceBytes == Call.stub("2").payloadBytes)
    }

    @Test(arguments: Backend.allCases)
    func `what is not there is not counted`(backend: Backend) async throws {
        let store = try backend.makeStore()
        #expect(try await store.deleteCalls([], in: Self.project) == 0)
        #expect(try await store.deleteCalls(["1"], in: Self.project) == 0)
        try await store.record([.stub("2")])
        #expect(try await store.deleteCalls(["2", "3"], in: "mill/dyes") == 0)
        #expect(try await store.deleteCalls(["2", "3"], in: Self.project) == 1)
        #expect(try await store.deleteCalls(["2", "3"], in: Self.project) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `late copies stay deleted`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = Call.stub("1")
        let end = try #require(call.end)
        let late: [[CallWrite]] = [
            [.complete(call)], [.start(call)], [.end(end)], [.start(call), .end(end)], [.end(end), .start(call)],
        ]
        try await store.write([.complete(call)])
        _ = try await store.deleteCalls(["1"], in: Self.project)
        for writes in late {
            try await store.write(writes)
            try await store.rename(callID: "1", in: Self.project, to: "row 7")
            #expect(try await self.ids(store) == [])
        }
        #expect(try await store.deleteCalls(["1"], in: Self.project) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `of a call whose other half was deleted the late half stays out as well`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = Call.stub("1")
        try await store.write([.start(call)])
        #expect(try await store.deleteCalls(["1"], in: Self.project) == 1)
        try await store.write([.end(try #require(call.end))])
        #expect(try await self.ids(store) == [])

        let other = Call.stub("2")
        try await store.write([.end(try #require(other.end))])
        // It could not be read, so it was not there.
        #expect(try await store.deleteCalls(["2"], in: Self.project) == 0)
        try await store.write([.start(other)])
        try await store.write([.complete(other)])
        #expect(try await self.ids(store) == [])
    }

    @Test(arguments: Backend.allCases)
    func `a call that comes after its deletion stays out`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.rename(callID: "1", in: Self.project, to: "row 7")
        _ = try await store.deleteCalls(["1"], in: Self.project)
        try await store.record([.stub("1"), .stub("2")])
        #expect(try await self.ids(store) == ["2"])
    }

    @Test(arguments: Backend.allCases)
    func `children that came after their parent was deleted go when it is deleted again`(
        backend: Backend
    ) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("parent")])
        _ = try await store.deleteCalls(["parent"], in: Self.project)
        try await store.record([.stub("child", parent: "parent"), .stub("grandchild", parent: "child")])
        #expect(try await store.deleteCalls(["parent"], in: Self.project) == 2)
        #expect(try await self.ids(store) == [])
    }

    @Test(.timeLimit(.minutes(1)), arguments: Backend.allCases)
    func `calls that are each other's parents go, and their deletion ends`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([
            .stub("a", parent: "c"), .stub("b", parent: "a"), .stub("c", parent: "b"), .stub("own", parent: "own"),
        ])
        #expect(try await store.deleteCalls(["b"], in: Self.project) == 3)
        #expect(try await store.deleteCalls(["own"], in: Self.project) == 1)
    }

    @Test(.timeLimit(.minutes(1)), arguments: Backend.allCases)
    func `a chain of any depth goes`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record((0..<500).map { .stub("\($0)", parent: $0 == 0 ? nil : "\($0 - 1)") })
        #expect(try await store.deleteCalls(["1"], in: Self.project) == 499)
        #expect(try await self.ids(store) == ["0"])
    }

    @Test(arguments: Backend.allCases)
    func `more than a request takes can be deleted at once`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record((0..<1200).map { .stub("\($0)") })
        #expect(try await store.deleteCalls((0..<1100).map { "\($0)" }, in: Self.project) == 1100)
        #expect(try await self.ids(store).count == 100)
    }
}
