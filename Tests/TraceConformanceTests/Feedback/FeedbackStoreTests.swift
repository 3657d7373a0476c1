import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct FeedbackStoreTests {
    private let project = FeedbackQuery(projectID: "mill/looms")

    @Test(arguments: Backend.allCases)
    func `feedback comes back with everything it had`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let new = NewFeedback(
            id: NewFeedback.id(1), projectID: "mill/looms", weaveRef: "weave:///mill/looms/call/o'hare",
            feedbackType: "wandb.runnable.織",
            payload: try RawJSON(
                #"{"output":{"big":123456789012345678901234567890,"one":1.0,"ten":1e1,"名":"é 🧵 \ud83e\uddf5 \/"}}"#),
            creator: "Ada \"warp\" O'Hare",
            details: try RawJSON(
                #"{"runnable_ref":"weave:///mill/looms/object/織:abc","scorer_tags":["loose"],"#
                    + #""scorer_ratings":{"even":0.50},"span_trace_id":"t"}"#))
        let stored = try await store.createFeedback([new])

        let found = try await store.feedback(matching: self.project)

        #expect(found == stored)
        let row = try #require(found.first)
        #expect(row.id == new.id)
        #expect(row.projectID == new.projectID)
        #expect(row.weaveRef == new.weaveRef)
        #expect(row.feedbackType == new.feedbackType)
        #expect(row.payload.text == new.payload.text)
        #expect(row.creator == new.creator)
        #expect(row.details.text == new.details.text)
        #expect(abs(row.createdAt.since(.now)) < .seconds(60))
    }

    @Test(arguments: Backend.allCases)
    func `what is not given is made up or absent`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let stored = try await store.createFeedback([.stub(), .stub()])
        #expect(stored.count == 2)
        #expect(stored[0].id != stored[1].id)
        #expect(stored[0].creator == nil)
        #expect(stored[0].details == .emptyObject)
        #expect(try await store.feedback(matching: self.project) == stored)
    }

    @Test(arguments: Backend.allCases)
    func `an identifier that is there is replaced, and comes last`(backend: Backend) async throws {
        let store = try backend.makeStore()
        _ = try await store.createFeedback([
            .stub(id: NewFeedback.id(1), payload: #"{"stars":1}"#), .stub(id: NewFeedback.id(2)),
        ])
        let again = try await store.createFeedback([
            .stub(id: NewFeedback.id(1), on: "other", type: "mill.second", payload: #"{"stars":2}"#)
        ])
        let found = try await store.feedback(matching: self.project)
        #expect(found.map(\.id) == [NewFeedback.id(2), NewFeedback.id(1)])
        #expect(found.last == again.first)
        #expect(try await store.feedbackCount(of: self.project) == 2)
    }

    @Test(arguments: Backend.allCases)
    func `of one identifier twice in a batch the later counts`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let stored = try await store.createFeedback([
            .stub(id: NewFeedback.id(1), payload: #"{"stars":1}"#),
            .stub(id: NewFeedback.id(1), payload: #"{"stars":2}"#),
        ])
        #expect(stored.map(\.payload.text) == [#"{"stars":1}"#, #"{"stars":2}"#])
        #expect(try await store.feedback(matching: self.project) == [stored[1]])
    }

    @Test(arguments: Backend.allCases)
    func `an identifier counts within its project`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let batch: [NewFeedback] = try [
            .stub(id: NewFeedback.id(1)), .stub(id: NewFeedback.id(1), project: "mill/dyes"),
            .stub(id: NewFeedback.id(1), project: "mill/caf\u{E9}"),
            .stub(id: NewFeedback.id(1), project: "mill/cafe\u{301}"),
        ]
        _ = try await store.createFeedback(batch)
        for item in batch {
            let found = try await store.feedback(matching: FeedbackQuery(projectID: item.projectID))
            #expect(found.map { ExactText($0.projectID) } == [ExactText(item.projectID)])
            #expect(found.map { ExactText($0.weaveRef) } == [ExactText(item.weaveRef)])
        }
        try await store.purgeFeedback([NewFeedback.id(1)], in: "mill/cafe\u{301}")
        #expect(try await store.feedbackCount(of: FeedbackQuery(projectID: "mill/caf\u{E9}")) == 1)
        #expect(try await store.feedbackCount(of: FeedbackQuery(projectID: "mill/cafe\u{301}")) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `a batch with a bad item stores nothing, and says which it is`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let error = await #expect(throws: TraceError.self) {
            _ = try await store.createFeedback([.stub(), .stub(type: "wandb.note.1"), .stub()])
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("item 1: ") == true)
        #expect(try await store.feedbackCount(of: self.project) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `what does not fit is refused as what it is`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let bad: [(NewFeedback, TraceError.Code)] = try [
            (.stub(type: "wandb.reaction.1", payload: #"{"emoji":"no"}"#), .invalidRequest),
            (.stub(id: "7"), .invalidRequest), (.stub(ref: "x"), .invalidRequest),
            (.stub(details: #"{"colour":"red"}"#), .unprocessable), (.stub(payload: "[]"), .unprocessable),
        ]
        for (feedback, code) in bad {
            let error = await #expect(throws: TraceError.self) { _ = try await store.createFeedback([feedback]) }
            #expect(error?.code == code)
        }
        #expect(try await store.feedbackCount(of: self.project) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `a reaction comes back with its names`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let stored = try await store.createFeedback([.stub(type: "wandb.reaction.1", payload: #"{"emoji":"👍🏽"}"#)])
        #expect(stored.first?.payload["detoned"]?.string == "👍")
        #expect(try await store.feedback(matching: self.project) == stored)
    }

    @Test(arguments: Backend.allCases)
    func `storing nothing is fine`(backend: Backend) async throws {
        let store = try backend.makeStore()
        #expect(try await store.createFeedback([]).isEmpty)
        #expect(try await store.feedback(matching: self.project).isEmpty)
        #expect(try await store.feedbackCount(of: self.project) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `the feedback on many refs is found at once`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let stored = try await store.createFeedback((0..<600).map { try .stub(on: "call-\($0 % 300)") })
        var query = self.project
        query.weaveRefs = (100..<600).map { "weave:///mill/looms/call/call-\($0)" }
        #expect(
            try await store.feedback(matching: query)
                == stored.filter { query.weaveRefs?.contains($0.weaveRef) == true })
        #expect(try await store.feedbackCount(of: query) == 400)
        query.weaveRefs = ["weave:///mill/looms/call/call-7"]
        #expect(try await store.feedbackCount(of: query) == 2)
        query.weaveRefs = []
        #expect(try await store.feedback(matching: query).isEmpty)
        #expect(try await store.feedbackCount(of: query) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `a limit and an offset cut, and do not change the count`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ids = try await store.createFeedback((0..<5).map { try .stub(id: NewFeedback.id($0)) }).map(\.id)
        for (limit, offset, expected) in [
            (2, 0, ids[0..<2]), (2, 4, ids[4..<5]), (2, 5, []), (nil, 3, ids[3..<5]), (0, 0, []), (.max, 0, ids[...]),
        ] as [(Int?, Int, ArraySlice<String>)] {
            var query = self.project
            query.limit = limit
            query.offset = offset
            #expect(try await store.feedback(matching: query).map(\.id) == Array(expected))
            #expect(try await store.feedbackCount(of: query) == 5)
        }
        for (limit, offset) in [(-1, 0), (1, -1)] {
            var query = self.project
            query.limit = limit
            query.offset = offset
            let error = await #expect(throws: TraceError.self) { _ = try await store.feedback(matching: query) }
            #expect(error?.code == .invalidRequest)
            await #expect(throws: TraceError.self) { _ = try await store.feedbackCount(of: query) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `purging takes away what is named`(backend: Backend) async throws {
        let store = try backend.makeStore()
        _ = try await store.createFeedback((0..<5).map { try .stub(id: NewFeedback.id($0)) })
        try await store.purgeFeedback(
            [NewFeedback.id(1), NewFeedback.id(3), NewFeedback.id(9), "'; --"], in: "mill/looms")
        try await store.purgeFeedback([NewFeedback.id(0)], in: "mill/dyes")
        try await store.purgeFeedback([NewFeedback.id(0)], in: "nobody's/mill")
        try await store.purgeFeedback([], in: "mill/looms")
        #expect(
            try await store.feedback(matching: self.project).map(\.id)
                == [NewFeedback.id(0), NewFeedback.id(2), NewFeedback.id(4)])
        try await store.purgeFeedback((0..<1500).map(NewFeedback.id), in: "mill/looms")
        #expect(try await store.feedbackCount(of: self.project) == 0)
    }

    @Test(arguments: Backend.allCases)
    func `pages come to the whole`(backend: Backend) async throws {
        let store = try backend.makeStore()
        // Two pages by number, and a few more by size.
        let big = #"{"yarn":"\#(String(repeating: "w", count: 400_000))"}"#
        let batch = try (0..<1010).map { try NewFeedback.stub(payload: $0 < 1000 ? "{}" : big) }
        let stored = try await store.createFeedback(batch)
        var found: [Feedback] = []
        var page = try await store.page(of: self.project, after: nil)
        while true {
            found += page.feedback
            guard let next = page.next else { break }
            page = try await store.page(of: self.project, after: next)
        }
        #expect(found == stored)
    }
}

/// The distance from nothing.
private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
