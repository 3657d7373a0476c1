import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct CallQueryTests {
    private static let project = "mill/looms"
    private static let warp1 = "weave:///mill/looms/op/warp:1"
    private static let warp2 = "weave:///mill/looms/op/warp:2"

    /// Two traces of a few calls each, and some calls that are never meant.
    private static let calls: [Call] = [
        .stub("a", op: warp1, trace: "t1", at: 10),
        .stub("b", op: warp2, trace: "t1", parent: "a", at: 20),
        .stub("c", op: "weft", trace: "t1", parent: "a", at: 30),
        .stub("d", op: "weave:///mill/looms/op/warper:1", trace: "t2", at: 40),
        .stub("e", op: "o'hare", trace: "t2", parent: "d", at: 50),
        .stub("f", op: "weft:7", trace: "t2", parent: "e", at: 60),
        .stub("a", project: "mill/dyes", op: warp1, trace: "t1", at: 15),
        .stub("z", project: "mill/dyes", op: "weft", trace: "t1", parent: "a", at: 25),
    ]

    private func ids(_ query: CallQuery, in backend: Backend) async throws -> String {
        let store = try backend.makeStore()
        try await store.record(Self.calls)
        return try await store.calls(matching: query).map(\.id).joined()
    }

    private static let filters: [(CallQuery, String)] = [
        (CallQuery(projectID: project), "abcdef"),
        (CallQuery(projectID: "mill/dyes"), "az"),
        (CallQuery(projectID: "mill/nothing"), ""),
        (CallQuery(projectID: project, ids: ["c"]), "c"),
        (CallQuery(projectID: project, ids: ["f", "a", "nobody", "a"]), "af"),
        (CallQuery(projectID: project, ids: []), ""),
        (CallQuery(projectID: project, opNames: ["weft"]), "c"),
        (CallQuery(projectID: project, opNames: ["o'hare"]), "e"),
        (CallQuery(projectID: project, opNames: [warp2]), "b"),
        (CallQuery(projectID: project, opNames: ["weave:///mill/looms/op/warp:*"]), "ab"),
        (CallQuery(projectID: project, opNames: ["weft:*"]), "f"),
        (CallQuery(projectID: project, opNames: ["weft:*", "weft", warp1]), "acf"),
        (CallQuery(projectID: project, opNames: ["weft", "o'hare"]), "ce"),
        (CallQuery(projectID: project, opNames: ["warp"]), ""),
        (CallQuery(projectID: project, opNames: ["w%"]), ""),
        (CallQuery(projectID: project, opNames: []), ""),
        (CallQuery(projectID: project, traceIDs: ["t2"]), "def"),
        (CallQuery(projectID: project, traceIDs: ["t2", "t1"]), "abcdef"),
        (CallQuery(projectID: project, traceIDs: []), ""),
        (CallQuery(projectID: project, parentIDs: ["a"]), "bc"),
        (CallQuery(projectID: project, parentIDs: ["e", "d"]), "ef"),
        (CallQuery(projectID: project, parentIDs: []), ""),
        (CallQuery(projectID: project, rootsOnly: true), "ad"),
        (CallQuery(projectID: project, traceIDs: ["t1"], rootsOnly: true), "a"),
        (CallQuery(projectID: project, parentIDs: ["a"], rootsOnly: true), ""),
        (CallQuery(projectID: project, ids: ["b", "c", "e"], opNames: ["weft", "o'hare"], traceIDs: ["t1"]), "c"),
    ]

    @Test(arguments: Backend.allCases, filters)
    func `conditions that are set must all hold`(backend: Backend, filter: (CallQuery, String)) async throws {
        #expect(try await self.ids(filter.0, in: backend) == filter.1)

        var newestFirst = filter.0
        newestFirst.order = .newestFirst
        #expect(try await self.ids(newestFirst, in: backend) == String(filter.1.reversed()))
    }

    @Test(arguments: Backend.allCases)
    func `calls that start together are in the order of their identifiers`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ids = ["10", "9", "Z", "a", "é", "z", "织"]
        try await store.record(ids.reversed().map { .stub($0, at: 5) } + [.stub("last", at: 6), .stub("first", at: 4)])

        var query = CallQuery(projectID: Self.project)
        let expected = ["first", "10", "9", "Z", "a", "z", "é", "织", "last"]
        #expect(try await store.calls(matching: query).map(\.id) == expected)
        query.order = .newestFirst
        #expect(try await store.calls(matching: query).map(\.id) == expected.reversed())
    }

    @Test(arguments: Backend.allCases)
    func `names that look the same and are not stay apart`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        try await store.record([.stub(composed, op: composed), .stub(decomposed, op: decomposed)])

        #expect(try await store.calls(matching: CallQuery(projectID: Self.project)).count == 2)
        let found = try await store.calls(matching: CallQuery(projectID: Self.project, opNames: [decomposed]))
        #expect(found.map { Array($0.id.utf8) } == [Array(decomposed.utf8)])
    }

    @Test(arguments: Backend.allCases)
    func `a limit and an offset cut a piece out`(backend: Backend) async throws {
        let cases: [(Int?, Int, String)] = [
            (2, 0, "ab"), (2, 1, "bc"), (2, 5, "f"), (nil, 4, "ef"), (0, 0, ""), (3, 6, ""), (99, 0, "abcdef"),
            (.max, 0, "abcdef"), (.max, 2, "cdef"),
        ]
        for (limit, offset, expected) in cases {
            let query = CallQuery(projectID: Self.project, limit: limit, offset: offset)
            #expect(try await self.ids(query, in: backend) == expected)
        }
        let newest = CallQuery(projectID: Self.project, order: .newestFirst, limit: 2, offset: 1)
        #expect(try await self.ids(newest, in: backend) == "ed")
    }

    @Test(arguments: Backend.allCases)
    func `a negative limit or offset is refused`(backend: Backend) async throws {
        for query in [CallQuery(projectID: Self.project, limit: -1), CallQuery(projectID: Self.project, offset: -1)] {
            let error = await #expect(throws: TraceError.self) { _ = try await self.ids(query, in: backend) }
            #expect(error?.code == .invalidRequest)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a query without a project finds all, or is refused over the wire`(backend: Backend) async throws {
        switch backend {
        case .memory, .sqlite:
            #expect(try await self.ids(CallQuery(), in: backend) == "aabzcdef")
            #expect(try await self.ids(CallQuery(opNames: ["weft"]), in: backend) == "zc")
            #expect(try await self.ids(CallQuery(rootsOnly: true, order: .newestFirst, limit: 2), in: backend) == "da")
        case .remoteMemory, .remoteSQLite:
            let error = await #expect(throws: TraceError.self) { _ = try await self.ids(CallQuery(), in: backend) }
            #expect(error?.code == .invalidRequest)
        }
    }
}
