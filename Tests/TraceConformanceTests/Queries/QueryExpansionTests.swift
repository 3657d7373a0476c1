import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Conditions and orders that look through refs.
@Suite struct QueryExpansionTests {
    private static let project = QueryWorld.project

    /// A store with objects and calls that refer to them, and the refs by name.
    private func store(in backend: Backend) async throws -> any TraceServer {
        let store = try backend.makeStore()
        func publish(_ name: String, _ value: String, in project: String = Self.project) async throws -> String {
            let digest = try await store.createObject(
                NewObject(projectID: project, objectID: name, value: try RawJSON(value)))
            return "weave:///\(project)/object/\(name):\(digest)"
        }
        let pattern = try await publish("pattern", #"{"name":"twill","ends":[8,4]}"#)
        let loom = try await publish("loom", #"{"kind":"jacquard","speed":7,"pattern":"\#(pattern)"}"#)
        let slow = try await publish("slow", #"{"kind":"hand","speed":"2.5"}"#)
        let mill = try await publish("mill", #"{"looms":[{"name":"inner","speed":5}]}"#)
        let gone = try await publish("gone", #"{"kind":"steam","speed":1}"#)
        _ = try await store.deleteObject("gone", versions: nil, in: Self.project)
        let foreign = try await publish("foreign", #"{"kind":"foreign","speed":9}"#, in: "mill/dyes")
        let inputs = [
            ("a", #"{"loom":"\#(loom)"}"#), ("b", #"{"loom":"\#(slow)"}"#), ("c", #"{"loom":"\#(gone)"}"#),
            ("d", #"{"loom":{"kind":"jacquard","speed":3,"pattern":{"name":"plain"}}}"#),
            ("e", #"{"loom":"\#(foreign)"}"#),
            ("f", #"{"loom":"weave:///mill/looms/object/loom:unknown"}"#), ("g", #"{"loom":"weave:///oops"}"#),
            ("h", #"{"loom":null}"#), ("i", #"{"loom":"\#(mill)/attr/looms/index/0"}"#),
            ("j", #"{"loom":"weave:///mill/looms/call/a"}"#),
            ("k", #"{"l":[{"r":"\#(slow)"}],"loom":{"pattern":"\#(pattern)"}}"#),
        ]
        try await store.record(
            try inputs.enumerated().map { place, call in
                .stub(call.0, at: QueryWorld.newYear + Int64(place), inputs: try RawJSON(call.1))
            })
        return store
    }

    private func expect(
        _ table: [(paths: [String], condition: String, ids: String)], in backend: Backend
    ) async throws {
        let store = try await self.store(in: backend)
        for (paths, condition, ids) in table {
            var query = CallQuery(projectID: Self.project, expression: try QueryWorld.condition(condition))
            query.expandedPaths = paths
            #expect(try await QueryWorld.found(by: query, in: store) == ids, "\(condition) in \(backend)")
            #expect(try await store.count(of: query).count == ids.count, "\(condition) in \(backend)")
        }
    }

    private func has(_ path: String, _ comparison: String, _ literal: String) -> String {
        #"{"\#(comparison)":[{"$getField":"\#(path)"},{"$literal":\#(literal)}]}"#
    }

    @Test(arguments: Backend.allCases)
    func `a path goes on in what a ref at an expanded place refers to`(backend: Backend) async throws {
        let loom = ["inputs.loom"]
        try await self.expect(
            [
                ([], self.has("inputs.loom.kind", "$eq", #""jacquard""#), "d"),
                (loom, self.has("inputs.loom.kind", "$eq", #""jacquard""#), "ad"),
                (loom, self.has("inputs.loom.speed", "$gt", "2"), "abdi"),
                (loom, self.has("inputs.loom.speed", "$eq", "2.5"), "b"),
                (loom, self.has("inputs.loom.kind", "$eq", #""steam""#), ""),
                (loom, self.has("inputs.loom.kind", "$eq", #""foreign""#), ""),
                (loom, self.has("inputs.loom.kind", "$eq", "null"), "cefghijk"),
                (loom, self.has("inputs.loom.name", "$eq", #""inner""#), "i"),
                // A ref inside is looked through only where that is asked for.
                (loom, self.has("inputs.loom.pattern.name", "$eq", #""twill""#), ""),
                (loom, self.has("inputs.loom.pattern.name", "$eq", #""plain""#), "d"),
                (
                    ["inputs.loom", "inputs.loom.pattern"], self.has("inputs.loom.pattern.name", "$eq", #""twill""#),
                    "ak"
                ),
                (["inputs.loom.pattern", "inputs.loom"], self.has("inputs.loom.pattern.ends.0", "$eq", "8"), "ak"),
                (["inputs.loom.pattern"], self.has("inputs.loom.pattern.name", "$eq", #""twill""#), "k"),
                (["inputs.l.0.r"], self.has("inputs.l.0.r.kind", "$eq", #""hand""#), "k"),
                (["inputs.l"], self.has("inputs.l.0.r.kind", "$eq", #""hand""#), ""),
                // What ends at the ref is the ref.
                (loom, #"{"$contains":{"input":{"$getField":"inputs.loom"},"substr":{"$literal":"/call/a"}}}"#, "j"),
                (
                    loom,
                    #"{"$eq":[{"$convert":{"input":{"$getField":"inputs.loom"},"to":"exists"}},{"$literal":true}]}"#,
                    "abcdefgijk"
                ),
                (["output", "attributes.x"], self.has("inputs.loom.kind", "$eq", #""jacquard""#), "d"),
            ], in: backend)
    }

    @Test(arguments: Backend.allCases)
    func `calls sort by what refs at expanded places refer to`(backend: Backend) async throws {
        let store = try await self.store(in: backend)
        for (sort, ids) in [
            ("inputs.loom.speed,started_at", "bdiacefghjk"), ("-inputs.loom.speed,started_at", "aidbcefghjk"),
            ("inputs.loom.kind,-id", "bdakjihgfec"),
        ] {
            var query = CallQuery(projectID: Self.project)
            query.sort = try QueryWorld.sort(sort)
            query.expandedPaths = ["inputs.loom"]
            #expect(try await QueryWorld.found(by: query, in: store) == ids, "\(sort) in \(backend)")
        }
    }
}
