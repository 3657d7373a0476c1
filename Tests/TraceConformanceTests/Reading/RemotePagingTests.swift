import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

/// The client asks for calls a page at a time.
@Suite struct RemotePagingTests {
    /// Passes requests on, and keeps their bodies.
    private final class Listening: HTTPTransport {
        let inner: ResponderTransport<TraceResponder>
        let bodies = Mutex<[RawJSON]>([])

        init(_ server: any TraceServer) { self.inner = ResponderTransport(TraceResponder(server)) }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let body = try RawJSON(await request.body.collect(upTo: 1 << 20))
            self.bodies.withLock { $0.append(body) }
            return try await self.inner.send(request)
        }
    }

    private static func ids(
        _ query: CallQuery, from remote: RemoteTraceServer, between: () async throws -> Void = {}
    ) async throws -> [String] {
        var ids: [String] = []
        var position: CallPage.Position?
        repeat {
            let page = try await remote.page(of: query, after: position)
            ids += page.calls.map(\.id)
            position = page.next
            try await between()
        } while position != nil
        return ids
    }

    @Test(arguments: [CallQuery.Order.oldestFirst, .newestFirst])
    func `what is recorded meanwhile moves no call to another page`(order: CallQuery.Order) async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        let transport = Listening(store)
        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: transport)
        // Ten start at each moment.
        try await store.record((0..<2500).map { .stub("\($0)", at: Int64(1000 + $0 / 10)) })
        var number = 0
        let query = CallQuery(projectID: "mill/looms", order: order)
        let ids = try await Self.ids(query, from: remote) {
            number += 1
            try await store.record([
                .stub("early-\(number)", at: 1), .stub("late-\(number)", at: 5_000_000_000 + Int64(number)),
            ])
        }
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids).isSuperset(of: (0..<2500).map(String.init)))
        #expect(transport.bodies.withLock { $0.map { $0["limit"]?.integer } } == [1000, 1000, 1000])
        #expect(transport.bodies.withLock { $0.allSatisfy { $0["offset"] == nil } })
    }

    @Test func `other orders are counted off`() async throws {
        let store = InMemoryTraceStore()
        try await store.record((0..<2300).map { .stub("\($0)", op: "op-\($0 % 7)", at: Int64($0)) })
        let transport = Listening(store)
        var query = CallQuery(projectID: "mill/looms", limit: 2200, offset: 50)
        query.sort = [QuerySort(.column("op_name", .text), isDescending: true)]
        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: transport)
        #expect(try await Self.ids(query, from: remote) == store.calls(matching: query).map(\.id))
        #expect(transport.bodies.withLock { $0.map { $0["offset"]?.integer } } == [50, 1050, 2050])
        #expect(transport.bodies.withLock { $0.map { $0["limit"]?.integer } } == [1000, 1000, 200])
    }

    @Test func `a query says over the wire all that it says`() async throws {
        let transport = Listening(InMemoryTraceStore())
        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: transport)
        var query = CallQuery(projectID: "mill/looms", ids: ["1"], opNames: ["o:*"], traceIDs: ["t"], parentIDs: ["p"])
        query.threadIDs = ["th"]
        query.turnIDs = ["tu"]
        query.userIDs = ["u"]
        query.runIDs = ["mill/looms/r"]
        query.inputRefs = ["weave:///mill/looms/object/loom:*"]
        query.outputRefs = ["weave:///mill/looms/object/cloth:1"]
        query.rootsOnly = true
        query.turnsOnly = true
        query.expression = .comparison(
            .greater, .field(.json(column: "inputs", path: [.init("a.b"), .init("0")])),
            .literal(.number(JSONNumber(7))))
        query.sort = [QuerySort(.computed(.latencyMilliseconds), isDescending: true)]
        query.expandedPaths = ["inputs.a\\.b"]
        query.payloads = [.inputs]
        query.includesStorageSize = true
        query.includesTotalStorageSize = true
        query.limit = 5
        query.offset = 2
        _ = try await remote.calls(matching: query)
        query.offset = 0
        _ = try await remote.count(of: query)

        let filter =
            #"{"op_names":["o:*"],"input_refs":["weave:///mill/looms/object/loom:*"],"#
            + #""output_refs":["weave:///mill/looms/object/cloth:1"],"trace_ids":["t"],"parent_ids":["p"],"#
            + #""call_ids":["1"],"thread_ids":["th"],"turn_ids":["tu"],"wb_user_ids":["u"],"#
            + #""wb_run_ids":["mill/looms/r"],"trace_roots_only":true}"#
        let expression =
            #"{"$expr":{"$and":[{"$gt":[{"$getField":"inputs.a\\.b.0"},{"$literal":7}]},"#
            + #"{"$eq":[{"$getField":"turn_id"},{"$getField":"id"}]}]}}"#
        let condition =
            #"{"project_id":"mill/looms","filter":\#(filter),"query":\#(expression),"limit":5,"#
            + #""expand_columns":["inputs.a\\.b"],"include_total_storage_size":true"#
        let columns = CallColumns.all.subtracting([.attributes, .output]).names.map { "\"\($0)\"" }.joined(
            separator: ",")
        #expect(
            transport.bodies.withLock { $0.map(\.text) } == [
                condition + #","offset":2,"sort_by":[{"field":"summary.weave.latency_ms","direction":"desc"}],"#
                    + #""columns":[\#(columns)],"return_expanded_column_values":false,"include_storage_size":true}"#,
                condition + "}",
            ])
    }

    @Test(arguments: Backend.allCases)
    func `turns are calls that are their own turn`(backend: Backend) async throws {
        let store = try backend.makeStore()
        var calls = (0..<3).map { Call.stub("\($0)", at: Int64($0)) }
        calls[0].turnID = "0"
        calls[1].turnID = "0"
        try await store.record(calls)
        var query = CallQuery(projectID: "mill/looms")
        query.turnsOnly = true
        #expect(try await store.calls(matching: query).map(\.id) == ["0"])
        #expect(try await store.count(of: query) == CallCount(count: 1))
    }

    @Test(arguments: Backend.allCases)
    func `a number of calls knows a limit and an offset`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record((0..<5).map { .stub("\($0)") })
        for (limit, offset, count) in [
            (nil, 0, CallCount(count: 5)), (5, 0, CallCount(count: 5)), (4, 0, CallCount(count: 4, hasMore: true)),
            (0, 0, CallCount(count: 0, hasMore: true)), (2, 3, CallCount(count: 2)),
            (2, 2, CallCount(count: 2, hasMore: true)), (nil, 9, CallCount(count: 0)), (.max, 1, CallCount(count: 4)),
        ] as [(Int?, Int, CallCount)] {
            let query = CallQuery(projectID: "mill/looms", limit: limit, offset: offset)
            #expect(try await store.count(of: query) == count)
        }
        #expect(try await store.count(of: CallQuery(projectID: "mill/looms", ids: [])) == CallCount(count: 0))
    }
}
