import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

/// Calls by what was said about them.
@Suite struct CallsByFeedbackTests {
    private func store(_ backend: Backend) async throws -> any TraceServer {
        let store = try backend.makeStore()
        try await store.record((0..<4).map { .stub("\($0)", at: Int64($0) * 1000) })
        try await store.record([.stub("1", project: "mill/dyes")])
        _ = try await store.createFeedback([
            .stub(on: "1", payload: #"{"stars":9}"#), .stub(on: "2", payload: #"{"stars":5}"#),
            .stub(on: "0", payload: #"{"stars":7,"word":"tight"}"#), .stub(on: "0", payload: #"{"stars":2}"#),
            .stub(on: "1", type: "wandb.reaction.1", payload: #"{"emoji":"👎"}"#),
            .stub(on: "1", type: "wandb.reaction.1", payload: #"{"emoji":"👍"}"#),
            .stub(on: "2", type: "wandb.reaction.1", payload: #"{"emoji":"👎"}"#),
            .stub(
                on: "3", type: "wandb.runnable.even", payload: #"{"output":true}"#,
                details: #"{"runnable_ref":"weave:///mill/looms/object/even:abc"}"#),
            // About a call of another project, and about one that is not there.
            .stub(ref: "weave:///mill/dyes/call/1", payload: #"{"stars":100}"#),
            .stub(on: "9", payload: #"{"stars":100}"#),
        ])
        return store
    }

    @Test(
        arguments: Backend.allCases,
        [
            (#"{"$gt":[{"$getField":"feedback.[mill.rating].payload.stars"},{"$literal":4}]}"#, ["0", "1", "2"]),
            (#"{"$eq":[{"$getField":"feedback.[mill.rating].payload.word"},{"$literal":"tight"}]}"#, ["0"]),
            (#"{"$eq":[{"$getField":"feedback.[wandb.reaction.1].payload.emoji"},{"$literal":"👍"}]}"#, ["1"]),
            (#"{"$eq":[{"$getField":"feedback.[*].payload.emoji"},{"$literal":"👎"}]}"#, ["1", "2"]),
            (
                #"{"$eq":[{"$getField":"feedback.[wandb.runnable.even].runnable_ref"},{"$literal":"weave:///mill/looms/object/even:abc"}]}"#,
                ["3"]
            ),
            (#"{"$eq":[{"$getField":"feedback.[mill.rating].payload.stars"},{"$literal":100}]}"#, []),
        ])
    func `a condition on feedback finds its calls`(backend: Backend, condition: (String, [String])) async throws {
        let store = try await self.store(backend)
        var query = CallQuery(projectID: "mill/looms")
        query.expression = try QueryExpression(wire: RawJSON(#"{"$expr":\#(condition.0)}"#), over: .calls)
        #expect(try await store.calls(matching: query).map(\.id) == condition.1)
    }

    @Test(arguments: Backend.allCases)
    func `calls are sorted by the newest feedback`(backend: Backend) async throws {
        let store = try await self.store(backend)
        var query = CallQuery(projectID: "mill/looms")
        query.sort = try [QuerySort](
            wire: RawJSON(#"[{"field":"feedback.[mill.rating].payload.stars","direction":"desc"}]"#), over: .calls)
        #expect(try await store.calls(matching: query).map(\.id) == ["1", "2", "0", "3"])
    }

    @Test(arguments: Backend.allCases)
    func `feedback that is purged is not found any more`(backend: Backend) async throws {
        let store = try await self.store(backend)
        let feedback = try await store.feedback(matching: FeedbackQuery(projectID: "mill/looms"))
        try await store.purgeFeedback(feedback.filter { $0.callID == "1" }.map(\.id), in: "mill/looms")
        var query = CallQuery(projectID: "mill/looms")
        query.expression = try QueryExpression(
            wire: RawJSON(#"{"$expr":{"$gt":[{"$getField":"feedback.[mill.rating].payload.stars"},{"$literal":4}]}}"#),
            over: .calls)
        #expect(try await store.calls(matching: query).map(\.id) == ["0", "2"])
    }

    @Test(arguments: Backend.allCases)
    func `types that only look alike are two`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("1")])
        _ = try await store.createFeedback([.stub(on: "1", type: "mill.\u{E9}toffe", payload: #"{"stars":3}"#)])
        for (other, found) in [("\u{E9}", ["1"]), ("e\u{301}", [])] {
            var query = CallQuery(projectID: "mill/looms")
            let fields = ["\u{E9}", other].map { #"{"$getField":"feedback.[mill.\#($0)toffe].payload.stars"}"# }
            query.expression = try QueryExpression(
                wire: RawJSON(#"{"$expr":{"$eq":[\#(fields[0]),\#(fields[1])]}}"#), over: .calls)
            #expect(try await store.calls(matching: query).map(\.id) == found)
        }
    }
}
