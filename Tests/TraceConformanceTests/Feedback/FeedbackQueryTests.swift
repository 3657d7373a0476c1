import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct FeedbackQueryTests {
    /// What is stored: numbers, texts, nothing, a scorer's word, and something elsewhere.
    private func store(_ backend: Backend) async throws -> any TraceServer {
        let store = try backend.makeStore()
        _ = try await store.createFeedback([
            .stub(id: NewFeedback.id(0), on: "a", payload: #"{"stars":0,"word":"tight","rows":[{"n":1}]}"#),
            .stub(id: NewFeedback.id(1), on: "b", payload: #"{"stars":1.50,"word":"Loose","rows":[]}"#),
            .stub(id: NewFeedback.id(2), on: "a", type: "mill.word", payload: #"{"stars":"12","word":"織"}"#),
            .stub(
                id: NewFeedback.id(3), on: "c", type: "wandb.runnable.even", payload: #"{"output":{"ok":true}}"#,
                details: #"{"runnable_ref":"weave:///mill/looms/object/even:abc","scorer_tags":["loose","dim"],"#
                    + #""scorer_ratings":{"even":0.5},"span_status_code":"ERROR","queue_id":"q"}"#),
            .stub(id: NewFeedback.id(4), project: "mill/dyes", on: "a", payload: #"{"stars":1}"#),
        ])
        return store
    }

    private func found(
        _ operation: String, in store: any TraceServer, sort: String = "[]", refs: [String]? = nil
    ) async throws -> [Int] {
        var query = FeedbackQuery(projectID: "mill/looms")
        query.expression = try QueryExpression(wire: RawJSON(#"{"$expr":\#(operation)}"#), over: .feedback)
        query.sort = try [QuerySort](wire: RawJSON(sort), over: .feedback)
        query.weaveRefs = refs
        let found = try await store.feedback(matching: query)
        #expect(try await store.feedbackCount(of: query) == found.count)
        return found.compactMap { $0.id.last?.wholeNumberValue }
    }

    private static let conditions: [(String, [Int])] = [
        (#"{"$eq":[{"$literal":1},{"$literal":1}]}"#, [0, 1, 2, 3]),
        (#"{"$eq":[{"$literal":1},{"$literal":2}]}"#, []),
        (#"{"$eq":[{"$getField":"id"},{"$literal":"\#(NewFeedback.id(2))"}]}"#, [2]),
        (#"{"$eq":[{"$getField":"id"},{"$literal":"\#(NewFeedback.id(4))"}]}"#, []),
        (
            #"{"$in":[{"$getField":"id"},[{"$literal":"\#(NewFeedback.id(2))"},{"$literal":"\#(NewFeedback.id(1))"}]]}"#,
            [1, 2]
        ),
        (#"{"$eq":[{"$getField":"weave_ref"},{"$literal":"weave:///mill/looms/call/a"}]}"#, [0, 2]),
        (
            #"{"$in":[{"$getField":"weave_ref"},[{"$literal":"weave:///mill/looms/call/b"},{"$literal":"weave:///mill/looms/call/c"}]]}"#,
            [1, 3]
        ),
        (#"{"$eq":[{"$getField":"project_id"},{"$literal":"mill/looms"}]}"#, [0, 1, 2, 3]),
        (#"{"$eq":[{"$getField":"project_id"},{"$literal":"mill/dyes"}]}"#, []),
        (#"{"$eq":[{"$getField":"feedback_type"},{"$literal":"mill.rating"}]}"#, [0, 1]),
        (#"{"$gt":[{"$getField":"payload.stars"},{"$literal":1}]}"#, [1, 2]),
        (#"{"$eq":[{"$getField":"payload.stars"},{"$literal":1.5}]}"#, [1]),
        (#"{"$eq":[{"$getField":"payload.stars"},{"$literal":"1.50"}]}"#, [1]),
        (#"{"$eq":[{"$getField":"payload.rows.0.n"},{"$literal":1}]}"#, [0]),
        (#"{"$eq":[{"$getField":"payload.word"},{"$literal":"織"}]}"#, [2]),
        (
            #"{"$contains":{"input":{"$getField":"payload.word"},"substr":{"$literal":"LOO"},"case_insensitive":true}}"#,
            [1]
        ),
        (#"{"$not":[{"$eq":[{"$getField":"payload.word"},{"$literal":"tight"}]}]}"#, [1, 2, 3]),
        (#"{"$and":[{"$convert":{"input":{"$getField":"payload.output.ok"},"to":"bool"}}]}"#, [3]),
        (
            #"{"$and":[{"$eq":[{"$getField":"feedback_type"},{"$literal":"mill.rating"}]},{"$not":[{"$eq":[{"$getField":"payload.stars"},{"$literal":0}]}]}]}"#,
            [1]
        ),
        (#"{"$gt":[{"$getField":"created_at"},{"$literal":"2020-01-01"}]}"#, [0, 1, 2, 3]),
        (#"{"$lt":[{"$getField":"created_at"},{"$literal":1577836800}]}"#, []),
        (#"{"$eq":[{"$getField":"creator"},{"$literal":null}]}"#, [0, 1, 2, 3]),
        (#"{"$eq":[{"$getField":"queue_id"},{"$literal":"q"}]}"#, [3]),
        (#"{"$eq":[{"$getField":"queue_id"},{"$literal":null}]}"#, [0, 1, 2]),
        (#"{"$eq":[{"$getField":"runnable_ref"},{"$literal":"weave:///mill/looms/object/even:abc"}]}"#, [3]),
        (#"{"$eq":[{"$getField":"span_status_code"},{"$literal":"UNSET"}]}"#, [0, 1, 2]),
        (#"{"$eq":[{"$getField":"span_status_code"},{"$literal":"ERROR"}]}"#, [3]),
        (#"{"$eq":[{"$getField":"span_agent_name"},{"$literal":""}]}"#, [0, 1, 2, 3]),
        (#"{"$eq":[{"$getField":"scorer_tags.1"},{"$literal":"dim"}]}"#, [3]),
        (#"{"$eq":[{"$getField":"scorer_tags"},{"$literal":[]}]}"#, [0, 1, 2]),
        (#"{"$eq":[{"$getField":"scorer_tags"},{"$literal":["loose","dim"]}]}"#, [3]),
        (#"{"$contains":{"input":{"$getField":"scorer_tags"},"substr":{"$literal":"dim"}}}"#, [3]),
        (#"{"$lt":[{"$getField":"scorer_ratings.even"},{"$literal":0.75}]}"#, [3]),
        (#"{"$eq":[{"$getField":"scorer_ratings"},{"$literal":{}}]}"#, [0, 1, 2]),
    ]

    @Test(arguments: Backend.allCases)
    func `a condition finds what it is true for`(backend: Backend) async throws {
        let store = try await self.store(backend)
        for (operation, expected) in Self.conditions {
            #expect(try await self.found(operation, in: store) == expected, "\(operation)")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a condition and refs must both hold`(backend: Backend) async throws {
        let store = try await self.store(backend)
        let refs = ["weave:///mill/looms/call/a", "weave:///mill/looms/call/b"]
        let operation = #"{"$eq":[{"$getField":"feedback_type"},{"$literal":"mill.rating"}]}"#
        #expect(try await self.found(operation, in: store, refs: refs) == [0, 1])
        #expect(try await self.found(operation, in: store, refs: [refs[1]]) == [1])
        #expect(
            try await self.found(
                #"{"$eq":[{"$getField":"weave_ref"},{"$literal":"weave:///mill/looms/call/c"}]}"#, in: store, refs: refs
            )
                == [])
    }

    @Test(arguments: Backend.allCases)
    func `what is asked of a time is checked`(backend: Backend) async throws {
        let store = try await self.store(backend)
        var query = FeedbackQuery(projectID: "mill/looms")
        query.expression = .comparison(.less, .field(.column("created_at", .time)), .literal(.text("soon")))
        let error = await #expect(throws: TraceError.self) { _ = try await store.feedback(matching: query) }
        #expect(error?.code == .invalidRequest)
    }

    private static let orders: [(String, [Int])] = [
        (#"[{"field":"created_at","direction":"asc"}]"#, [0, 1, 2, 3]),
        (#"[{"field":"created_at","direction":"desc"}]"#, [3, 2, 1, 0]),
        (#"[{"field":"id","direction":"desc"}]"#, [3, 2, 1, 0]),
        (#"[{"field":"payload.stars","direction":"asc"}]"#, [0, 1, 2, 3]),
        (#"[{"field":"payload.stars","direction":"desc"}]"#, [2, 1, 0, 3]),
        (#"[{"field":"payload.word","direction":"desc"}]"#, [2, 0, 1, 3]),
        (
            #"[{"field":"feedback_type","direction":"desc"},{"field":"payload.stars","direction":"desc"}]"#,
            [3, 2, 1, 0]
        ),
        (#"[{"field":"feedback_type","direction":"asc"}]"#, [0, 1, 2, 3]),
        (#"[{"field":"feedback_type","direction":"asc"},{"field":"created_at","direction":"desc"}]"#, [1, 0, 2, 3]),
        (#"[{"field":"queue_id","direction":"desc"}]"#, [3, 0, 1, 2]),
        (#"[{"field":"creator","direction":"asc"}]"#, [0, 1, 2, 3]),
        (#"[{"field":"scorer_ratings.even","direction":"asc"}]"#, [3, 0, 1, 2]),
    ]

    @Test(arguments: Backend.allCases)
    func `rows are sorted, and ties go by the order of storing`(backend: Backend) async throws {
        let store = try await self.store(backend)
        for (sort, expected) in Self.orders {
            #expect(
                try await self.found(#"{"$eq":[{"$literal":1},{"$literal":1}]}"#, in: store, sort: sort) == expected,
                "\(sort)")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a text in a condition is only ever a value`(backend: Backend) async throws {
        let store = try await self.store(backend)
        for text in ["'; DROP TABLE feedback; --", "\"", "\u{0}", "a' OR '1'='1", "$.x", "%"] {
            var query = FeedbackQuery(projectID: "mill/looms")
            query.weaveRefs = [text]
            #expect(try await store.feedbackCount(of: query) == 0)
            query = FeedbackQuery(projectID: text)
            #expect(try await store.feedbackCount(of: query) == 0)
            query = FeedbackQuery(projectID: "mill/looms")
            query.expression = .comparison(
                .equal, .field(.json(column: "payload", path: [.init(text)])), .literal(.text(text)))
            #expect(try await store.feedbackCount(of: query) == 0)
        }
        #expect(try await store.feedbackCount(of: FeedbackQuery(projectID: "mill/looms")) == 4)
    }
}
