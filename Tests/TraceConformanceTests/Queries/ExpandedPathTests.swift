import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Conditions and orders that look through refs.
@Suite struct ExpandedPathTests {
    private static let project = QueryWorld.project

    /// Three looms, two of which have a yarn of their own, and calls with refs to them, or to what is not there.
    private static func store(in backend: Backend) async throws -> any TraceServer {
        let store = try backend.makeStore()
        func publish(_ name: String, _ value: String) async throws -> String {
            let digest = try await store.createObject(
                NewObject(projectID: project, objectID: name, value: RawJSON(value)))
            return "weave:///\(project)/object/\(name):\(digest)"
        }
        let silk = try await publish("silk", #"{"dye": {"hue": 7, "name": "indigo"}}"#)
        let wool = try await publish("wool", #"{"dye": {"hue": 12}}"#)
        let first = try await publish("first", #"{"rows": [4, 5], "yarn": "\#(silk)"}"#)
        let second = try await publish("second", #"{"rows": [9], "yarn": "\#(wool)"}"#)
        let gone = try await publish("gone", #"{"rows": [1]}"#)
        _ = try await store.deleteObject("gone", versions: nil, in: project)

        let looms = [
            "a": first, "b": second, "c": gone, "d": "weave:///\(project)/object/first:none",
            "e": "\(first)/attr/rows", "f": "first",
        ]
        var calls = try looms.map { id, loom in
            Call.stub(id, project: project, inputs: try RawJSON(#"{"loom": "\#(loom)", "spare": ["\#(loom)"]}"#))
        }
        calls.append(
            .stub("g", project: project, inputs: try RawJSON(#"{"loom": {"rows": [4], "yarn": {"dye": {"hue": 7}}}}"#)))
        try await store.record(calls)
        return store
    }

    private static let table: [(paths: [String], condition: String, ids: String)] = [
        (["inputs.loom"], #"{"$eq":[{"$getField":"inputs.loom.rows.0"},{"$literal":4}]}"#, "ag"),
        ([], #"{"$eq":[{"$getField":"inputs.loom.rows.0"},{"$literal":4}]}"#, "g"),
        (["output", "inputs.spare"], #"{"$eq":[{"$getField":"inputs.loom.rows.0"},{"$literal":4}]}"#, "g"),
        (["inputs.loom"], #"{"$gt":[{"$getField":"inputs.loom.rows.0"},{"$literal":4}]}"#, "b"),
        // A ref may lead into an object.
        (["inputs.loom"], #"{"$eq":[{"$getField":"inputs.loom.1"},{"$literal":5}]}"#, "e"),
        // In a list.
        (["inputs.spare.0"], #"{"$eq":[{"$getField":"inputs.spare.0.rows.0"},{"$literal":9}]}"#, "b"),
        // A ref in what a ref leads to, where that is asked for too.
        (["inputs.loom"], #"{"$eq":[{"$getField":"inputs.loom.yarn.dye.hue"},{"$literal":7}]}"#, "g"),
        (
            ["inputs.loom.yarn", "inputs.loom"],
            #"{"$eq":[{"$getField":"inputs.loom.yarn.dye.hue"},{"$literal":7}]}"#, "ag"
        ),
        // The ref itself is a text.
        (
            ["inputs.loom"],
            #"{"$contains":{"input":{"$getField":"inputs.loom"},"substr":{"$literal":"/first:none"}}}"#,
            "d"
        ),
        // What cannot be found has no value.
        (
            ["inputs.loom"],
            #"{"$not":[{"$convert":{"input":{"$getField":"inputs.loom.rows"},"to":"exists"}}]}"#, "cdef"
        ),
        (["inputs.loom"], #"{"$eq":[{"$getField":"inputs.loom.rows"},{"$literal":null}]}"#, "cdef"),
    ]

    @Test(arguments: Backend.allCases)
    func `conditions look through refs where that is asked for`(backend: Backend) async throws {
        let store = try await Self.store(in: backend)
        for (paths, condition, ids) in Self.table {
            var query = CallQuery(projectID: Self.project, expression: try QueryWorld.condition(condition))
            query.expandedPaths = paths
            #expect(try await QueryWorld.found(by: query, in: store) == ids, "\(condition) in \(backend)")
            #expect(try await store.count(of: query) == CallCount(count: ids.count), "\(condition) in \(backend)")
        }
    }

    @Test(arguments: Backend.allCases)
    func `orders look through refs, and what cannot be found comes last`(backend: Backend) async throws {
        let store = try await Self.store(in: backend)
        for (sort, ids) in [
            ("inputs.loom.rows.0,started_at", "agbcdef"), ("-inputs.loom.rows.0,started_at", "bagcdef"),
            ("inputs.loom.yarn.dye.hue,id", "agbcdef"), ("-inputs.loom.yarn.dye.name,-id", "agfedcb"),
        ] {
            var query = CallQuery(projectID: Self.project)
            query.sort = try QueryWorld.sort(sort)
            query.expandedPaths = ["inputs.loom", "inputs.loom.yarn"]
            #expect(try await QueryWorld.found(by: query, in: store) == ids, "\(sort) in \(backend)")
        }
    }
}
