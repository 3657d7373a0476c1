import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// What a query asks besides its condition and its order.
@Suite struct CallFilterTests {
    private static let project = QueryWorld.project
    private static let loom = "weave:///mill/looms/object/loom"

    private static let world: QueryWorld = {
        func call(_ id: String, _ inputs: String, _ output: String?, _ place: Int64) -> Call {
            .stub(
                id, at: QueryWorld.newYear + place, inputs: (try? RawJSON(inputs)) ?? .null,
                output: output.flatMap { try? RawJSON($0) })
        }
        return QueryWorld(calls: [
            call("a", #"{"loom":"\#(loom):1"}"#, #""\#(loom):2""#, 0),
            call("b", #"{"x":[1,{"y":["\#(loom):2"]}]}"#, #"{"a":["\#(loom):1/attr/rows"]}"#, 1),
            call("c", #"{"x":"weave:\/\/\/mill\/looms\/object\/loom:1"}"#, "[]", 2),
            call("d", #"{"\#(loom):1":"key"}"#, nil, 3),
            call("e", #"{"x":"see \#(loom):1"}"#, #"{"x":"\#(loom)2:1"}"#, 4),
            call("f", #"{"x":"\#(loom):10"}"#, "null", 5),
        ])
    }()

    @Test(arguments: Backend.allCases)
    func `refs are found anywhere inside, whole, and in any version`(backend: Backend) async throws {
        let store = try await Self.world.store(in: backend)
        let table: [(inputs: [String]?, outputs: [String]?, ids: String)] = [
            (["\(Self.loom):1"], nil, "ac"), (["\(Self.loom):2"], nil, "b"), (["\(Self.loom):*"], nil, "abcf"),
            (["\(Self.loom):1", "\(Self.loom):10"], nil, "acf"), (["\(Self.loom)"], nil, ""),
            (["\(Self.loom):%"], nil, ""),
            ([], nil, ""), (nil, ["\(Self.loom):2"], "a"), (nil, ["\(Self.loom):*"], "ab"),
            (nil, ["\(Self.loom):1"], ""),
            (nil, ["\(Self.loom)2:*", "\(Self.loom):1/attr/rows"], "be"),
            (["\(Self.loom):*"], ["\(Self.loom):*"], "ab"),
            (nil, [], ""), (["\(Self.loom):*"], ["\(Self.loom)2:1"], ""),
        ]
        for (inputs, outputs, ids) in table {
            var query = CallQuery(projectID: Self.project)
            (query.inputRefs, query.outputRefs) = (inputs, outputs)
            #expect(try await QueryWorld.found(by: query, in: store) == ids, "\(inputs ?? []), \(outputs ?? [])")
        }
    }

    @Test(arguments: Backend.allCases)
    func `threads, turns, users and runs are exact`(backend: Backend) async throws {
        let store = try await QueryWorld.shifts.store(in: backend)
        func expect(_ ids: String, _ change: (inout CallQuery) -> Void) async throws {
            var query = CallQuery(projectID: Self.project)
            change(&query)
            #expect(try await QueryWorld.found(by: query, in: store) == ids)
            #expect(try await store.count(of: query).count == ids.count)
        }
        try await expect("AB") { $0.threadIDs = ["shift"] }
        try await expect("ABC") { $0.threadIDs = ["Shift", "shift", "none"] }
        try await expect("") { $0.threadIDs = [] }
        try await expect("AB") { $0.turnIDs = ["A"] }
        try await expect("AC") { $0.turnsOnly = true }
        try await expect("A") { ($0.turnsOnly, $0.threadIDs) = (true, ["shift"]) }
        try await expect("A") { $0.userIDs = ["ada"] }
        try await expect("AB") { $0.userIDs = ["ada", "bob"] }
        try await expect("D") { $0.runIDs = ["mill/looms/r2"] }
        try await expect("DA") { $0.runIDs = ["mill/looms/r2", "mill/looms/r1"] }
        try await expect("DA") { $0.rootsOnly = true }
        try await expect("DB") { $0.opNames = ["weft"] }
        try await expect("B") { ($0.opNames, $0.threadIDs) = (["weft", "o'hare"], ["shift"]) }
        try await expect("A") { query in
            query.threadIDs = ["shift"]
            query.expression = try? QueryWorld.condition(#"{"$eq":[{"$getField":"exception"},{"$literal":null}]}"#)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a count ends at the limit and tells whether there is more`(backend: Backend) async throws {
        let store = try await QueryWorld.yarns.store(in: backend)
        func count(_ limit: Int?, offset: Int = 0) async throws -> CallCount {
            var query = CallQuery(projectID: Self.project, limit: limit, offset: offset)
            query.expression = try QueryWorld.condition(QueryWorld.x("$gte", "1"))
            return try await store.count(of: query)
        }
        #expect(try await count(nil) == CallCount(count: 8))
        #expect(try await count(9) == CallCount(count: 8))
        #expect(try await count(8) == CallCount(count: 8))
        #expect(try await count(7) == CallCount(count: 7, hasMore: true))
        #expect(try await count(1) == CallCount(count: 1, hasMore: true))
        #expect(try await count(0) == CallCount(count: 0, hasMore: true))
        #expect(try await count(.max) == CallCount(count: 8))
        for limit in [-1, .min] {
            let error = await #expect(throws: TraceError.self) { _ = try await count(limit) }
            #expect(error?.code == .invalidRequest)
        }
        #expect(try await store.count(of: CallQuery(projectID: "mill/nothing", limit: 0)) == CallCount(count: 0))
    }

    @Test(arguments: Backend.allCases)
    func `payloads that are not asked for come back empty`(backend: Backend) async throws {
        var call = Call.stub(
            "a", inputs: try RawJSON(#"{"x":1}"#), output: try RawJSON("[2]"), summary: try RawJSON(#"{"y":3}"#))
        call.attributes = try RawJSON(#"{"z":4}"#)
        let store = try await QueryWorld(calls: [call]).store(in: backend)
        var query = CallQuery(projectID: Self.project)
        // What is asked about is not what is answered.
        query.expression = try QueryWorld.condition(QueryWorld.x("$eq", "1"))
        query.sort = try QueryWorld.sort("output.0,attributes.z")
        for payloads in [[], .inputs, .output, .attributes, [.inputs, .output], .all] as [CallPayloads] {
            query.payloads = payloads
            var expected = call
            if !payloads.contains(.inputs) { expected.inputs = .emptyObject }
            if !payloads.contains(.output) { expected.output = nil }
            if !payloads.contains(.attributes) { expected.attributes = .emptyObject }
            #expect(try await store.calls(matching: query) == [expected])
        }
    }

    @Test(arguments: Backend.allCases)
    func `sizes are told where they are asked for`(backend: Backend) async throws {
        var root = Call.stub("a", inputs: try RawJSON(#"{"x": "é"}"#), output: try RawJSON("[2]"))
        root.attributes = try RawJSON(#"{"z":4}"#)
        let child = Call.stub("b", parent: "a", at: 2_000_000, summary: try RawJSON(#"{"y":3}"#))
        let other = Call.stub("c", trace: "trace-2", parent: "a", at: 3_000_000)
        // attributes 7, inputs 11, output 3, summary 2; 2 + 2 + 0 + 7; 6.
        let store = try await QueryWorld(calls: [root, child, other]).store(in: backend)
        var query = CallQuery(projectID: Self.project)
        func sizes() async throws -> [[Int?]] {
            var sizes: [[Int?]] = []
            var position: CallPage.Position?
            repeat {
                let page = try await store.page(of: query, after: position)
                sizes += page.rows.map { [$0.storageSizeBytes, $0.totalStorageSizeBytes] }
                position = page.next
            } while position != nil
            return sizes
        }
        #expect(try await sizes() == [[nil, nil], [nil, nil], [nil, nil]])
        query.includesStorageSize = true
        #expect(try await sizes() == [[23, nil], [11, nil], [6, nil]])
        query.includesTotalStorageSize = true
        #expect(try await sizes() == [[23, 34], [11, nil], [6, nil]])
        query.payloads = []
        query.limit = 1
        #expect(try await sizes() == [[23, 34]])
        #expect(try await store.count(of: query) == CallCount(count: 1, hasMore: true, totalStorageSizeBytes: 23))
        query.limit = nil
        #expect(try await store.count(of: query) == CallCount(count: 3, totalStorageSizeBytes: 40))
    }
}
