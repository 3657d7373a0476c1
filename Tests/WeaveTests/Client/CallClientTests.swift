import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@testable import Weave

struct CallClientTests {
    /// Twelve rows in two traces: every third failed, and one runs still.
    static func rows() throws -> [Call] {
        try (0..<12).map { index in
            var call = Call.stub(
                "row-\(index)", op: index % 2 == 0 ? "weave_row" : "weave:///mill/looms/op/cut:abc",
                trace: "trace-\(index % 2)", parent: index < 2 ? nil : "row-\(index % 2)",
                at: Int64(index) * 1_000_000, inputs: try RawJSON(#"{"width":\#(index)}"#),
                output: try RawJSON(#"{"metres":\#(index * 2)}"#))
            if index % 3 == 0 { call.exception = "the warp broke" }
            if index == 11 { call.endedAt = nil }
            call.threadID = index < 4 ? "night" : nil
            return call
        }
    }

    private static func ids(_ calls: [Call]) -> [Int] { calls.compactMap { Int($0.id.dropFirst(4)) } }

    @Test(arguments: ClientSetup.allCases)
    func `Calls are found by what they are`(setup: ClientSetup) async throws {
        try await setup.withClient { client, store in
            let rows = try Self.rows()
            try await store.record(Array(rows.dropLast()))
            try await store.write([.start(rows[11])])
            func find(_ filter: CallFilter) async throws -> [Int] {
                let found = try await client.calls(filter: filter, limit: nil, offset: 0, sort: [], columns: .all)
                #expect(try await client.callCount(filter: filter) == found.count)
                return Self.ids(found)
            }
            #expect(try await find(CallFilter()) == Array(0..<12))
            #expect(try await find(CallFilter(ids: ["row-3", "row-5"])) == [3, 5])
            #expect(try await find(CallFilter(opNames: ["weave_row"])) == [0, 2, 4, 6, 8, 10])
            #expect(try await find(CallFilter(opNames: ["cut"])) == [1, 3, 5, 7, 9, 11])
            #expect(try await find(CallFilter(opNames: ["weave:///mill/looms/op/cut:abc"], rootsOnly: true)) == [1])
            #expect(try await find(CallFilter(parentIDs: ["row-1"])) == [3, 5, 7, 9, 11])
            #expect(try await find(CallFilter(traceIDs: ["trace-0"], rootsOnly: true)) == [0])
            #expect(try await find(CallFilter(threadIDs: ["night"])) == [0, 1, 2, 3])
            #expect(try await find(CallFilter(statuses: [.error])) == [0, 3, 6, 9])
            #expect(try await find(CallFilter(statuses: [.running])) == [11])
            let window = CallFilter(
                startedFrom: Timestamp(microseconds: 3_000_000), startedBefore: Timestamp(microseconds: 5_000_000))
            #expect(try await find(window) == [3, 4])
            let query: JSONValue = ["$expr": ["$gt": [["$getField": "inputs.width"], ["$literal": 8]]]]
            #expect(try await find(CallFilter(statuses: [.success], query: query)) == [10])
            #expect(try await find(CallFilter(ids: [])).isEmpty)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Calls of an op are found by the name that its program gives it`(setup: ClientSetup) async throws {
        try await setup.withClient { client, store in
            // Published, the name has no spaces: refs cannot have any.
            try await store.record([
                .stub("row-0", op: "weave the cloth"), .stub("row-1", op: "weave:///mill/looms/op/weave-the-cloth:abc"),
                .stub("row-2", op: "weave:///mill/looms/op/weave-the-cloths:abc"),
            ])
            let filter = CallFilter(opNames: ["weave the cloth"])
            let found = try await client.calls(filter: filter, limit: nil, offset: 0, sort: [], columns: .all)
            #expect(Set(found.map(\.id)) == ["row-0", "row-1"])
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `Calls are sorted, cut, and read without what is not wanted`(setup: ClientSetup) async throws {
        try await setup.withClient { client, store in
            try await store.record(Array(Self.rows().dropLast()))
            let newest = try await client.calls(
                filter: CallFilter(), limit: 3, offset: 1, sort: [.newestFirst], columns: .all)
            #expect(Self.ids(newest) == [9, 8, 7])
            let widest = try await client.calls(
                filter: CallFilter(), limit: 2, offset: 0, sort: [CallSort("inputs.width", isDescending: true)],
                columns: [.inputs])
            #expect(Self.ids(widest) == [10, 9] && widest.allSatisfy { $0.output == nil })
            let error = await #expect(throws: TraceError.self) {
                try await client.calls(
                    filter: CallFilter(), limit: nil, offset: 0, sort: [CallSort("colour")], columns: .all)
            }
            #expect(error?.code == .unprocessable)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `A stream tells all calls in order, and as many as are asked for`(setup: ClientSetup) async throws {
        try await setup.withClient { client, store in
            try await store.record((0..<1010).map { Call.stub("row-\($0)", at: Int64($0) * 1000) })
            func stream(_ limit: Int?, _ offset: Int) -> any PagedSequence<Call> {
                client.callsStream(filter: CallFilter(), limit: limit, offset: offset, sort: [], columns: .all)
            }
            #expect(try await Self.ids(stream(nil, 0).collect(upTo: .max)) == Array(0..<1010))
            #expect(try await Self.ids(stream(1003, 4).collect(upTo: .max)) == Array(4..<1007))
            #expect(try await Self.ids(stream(20, 0).collect(upTo: 5)) == Array(0..<5))
            #expect(try await stream(1, 7).first()?.id == "row-7")
            var visited = 0
            try await stream(20, 0).visit { _ in
                visited += 1
                return visited < 12
            }
            #expect(visited == 12)
        }
    }

    @Test(arguments: ClientSetup.allCases)
    func `One call is read by its id, typed, named and deleted`(setup: ClientSetup) async throws {
        struct Inputs: Codable { var width: Int }
        try await setup.withClient { client, store in
            try await store.record(Array(Self.rows().dropLast()))
            let call = try await client.call("row-4")
            #expect(try call.inputs(as: Inputs.self).width == 4)
            #expect(try call.output(as: [String: Int].self) == ["metres": 8])
            #expect(try await client.get(call)["id"]?.string == "row-4")
            #expect(try await client.get("\(call.refText)/attr/output/key/metres", as: Int.self) == 8)
            try await client.renameCall("row-4", to: "the fourth row")
            #expect(try await client.call("row-4").displayName == "the fourth row")
            #expect(try await client.deleteCall(call) == 1)
            let gone = await #expect(throws: TraceError.self) { try await client.call("row-4") }
            #expect(gone?.code == .notFound)
            #expect(try await client.deleteCalls(["row-0", "row-4"]) == 5)
            #expect(try await client.callCount(filter: CallFilter(traceIDs: ["trace-0"])) == 0)
        }
    }
}
