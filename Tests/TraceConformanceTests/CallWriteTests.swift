import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Starts, ends and whole calls, in any order.
@Suite struct CallWriteTests {
    private static let project = "mill/looms"

    private func read(_ store: any CallStore) async throws -> [Call] {
        try await store.calls(matching: CallQuery(projectID: Self.project))
    }

    /// A call with something in every member.
    private func whole(_ id: String = "1") throws -> Call {
        Call(
            id: id, projectID: Self.project, opName: "weave:///mill/looms/op/warp:7", displayName: "row 7",
            traceID: "trace", parentID: "parent", threadID: "thread", turnID: "turn",
            startedAt: Timestamp(microseconds: 1_763_632_125_123_456),
            endedAt: Timestamp(microseconds: 1_763_632_126_123_456), attributes: try RawJSON(#"{"loom":1.0}"#),
            inputs: try RawJSON(#"{"weft":[1,2]}"#), output: try RawJSON(#"{"cloth":"織"}"#), exception: "thread broke",
            summary: try RawJSON(#"{"usage":{"jacquard":{"requests":1}}}"#), userID: "ada", runID: "mill/dyes/run-7",
            runStep: 3, runStepEnd: 0, spanDump: try RawJSON(#"{"name":"warp","kind":2}"#))
    }

    @Test(arguments: Backend.allCases)
    func `a call comes back with its run and what OpenTelemetry said`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = try self.whole()
        try await store.record([call])
        #expect(try await self.read(store) == [call])
    }

    @Test(arguments: Backend.allCases)
    func `a bare run is one of the call's project`(backend: Backend) async throws {
        let store = try backend.makeStore()
        var bare = Call.stub("1")
        bare.runID = "run-7"
        var started = Call.stub("2", at: 2_000_000)
        started.runID = "run-7"
        try await store.record([bare])
        try await store.write([.start(started)])
        #expect(try await self.read(store).map(\.runID) == ["mill/looms/run-7", "mill/looms/run-7"])
    }

    @Test(arguments: Backend.allCases)
    func `a start is a running call until its end comes`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = try self.whole()
        try await store.write([.start(call)])
        #expect(try await self.read(store) == [call.withoutEnd])
        #expect(try await self.read(store).first?.status == .running)

        try await store.write([.end(#require(call.end))])
        #expect(try await self.read(store) == [call])
    }

    @Test(arguments: Backend.allCases)
    func `an end before its start is kept until that comes, and cannot be read before`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = try self.whole()
        try await store.write([.end(#require(call.end))])
        #expect(try await self.read(store).isEmpty)

        try await store.write([.start(call)])
        #expect(try await self.read(store) == [call])
    }

    @Test(arguments: Backend.allCases)
    func `of several ends the last one counts, whether or not the start was there`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let first = CallEnd(
            id: "1", projectID: Self.project, endedAt: Timestamp(microseconds: 5), output: .emptyObject,
            exception: "broke", runStepEnd: 9)
        let second = CallEnd(id: "1", projectID: Self.project, endedAt: Timestamp(microseconds: 6))
        var ended = Call.stub("1").withoutEnd
        ended.end(with: second)

        try await store.write([.end(first), .end(second)])
        try await store.write([.start(ended)])
        #expect(try await self.read(store) == [ended])

        try await store.write([.end(first)])
        #expect(try await self.read(store).first?.exception == "broke")
        try await store.write([.end(second)])
        try await store.write([.end(second)])
        #expect(try await self.read(store) == [ended])
    }

    @Test(arguments: Backend.allCases)
    func `a start that is sent again keeps the end`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = try self.whole()
        try await store.write([.start(call)])
        try await store.write([.end(#require(call.end))])
        try await store.write([.start(call)])
        #expect(try await self.read(store) == [call])

        var other = call
        other.opName = "weft"
        other.inputs = .emptyObject
        other.spanDump = nil
        other.runStep = nil
        try await store.write([.start(other)])
        #expect(try await self.read(store) == [other])
    }

    @Test(arguments: Backend.allCases)
    func `a whole call replaces everything, a kept end as well`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = try self.whole()
        let bare = Call.stub("1")
        try await store.write([.end(#require(call.end))])
        try await store.write([.complete(bare)])
        #expect(try await self.read(store) == [bare])

        try await store.write([.complete(call)])
        try await store.write([.complete(bare)])
        #expect(try await self.read(store) == [bare])
        // The end that was kept is gone for good.
        try await store.write([.start(bare)])
        #expect(try await self.read(store) == [bare])
    }

    @Test(arguments: Backend.allCases)
    func `what is written together is written in order`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let call = try self.whole("a")
        var again = call
        again.opName = "weft"
        let end = CallEnd(id: "a", projectID: Self.project, endedAt: Timestamp(microseconds: 9))
        try await store.write([
            .end(end), .start(call), .complete(.stub("b")), .start(.stub("c")), .end(try #require(call.end)),
            .complete(.stub("d", project: "mill/dyes")), .start(again),
        ])
        let read = try await self.read(store)
        #expect(read.map(\.id) == ["b", "c", "a"])
        #expect(read.last == again)
        #expect(read[1].endedAt == nil)
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/dyes")).map(\.id) == ["d"])
    }

    @Test(arguments: Backend.allCases)
    func `an end belongs to its project`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let end = CallEnd(id: "1", projectID: "mill/dyes", endedAt: Timestamp(microseconds: 9))
        try await store.write([.start(.stub("1")), .end(end)])
        #expect(try await self.read(store).first?.endedAt == nil)
        try await store.write([.start(.stub("1", project: "mill/dyes"))])
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/dyes")).first?.endedAt == end.endedAt)
    }

    @Test(arguments: Backend.allCases)
    func `writing nothing is fine`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.write([])
        #expect(try await self.read(store).isEmpty)
    }
}
