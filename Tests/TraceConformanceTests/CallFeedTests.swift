import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite(.timeLimit(.minutes(1))) struct CallFeedTests {
    /// A store that takes nothing.
    private struct FailingStore: CallStore {
        func record(_ calls: [Call]) async throws { throw TraceError(.storageFailed, "the loom is full") }
        func calls(matching query: CallQuery) async throws -> [Call] { [] }
        func write(_ writes: [CallWrite]) async throws { try await self.record([]) }
        func rename(callID: String, in projectID: String, to displayName: String?) async throws {}
        func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int { 0 }
        func count(of query: CallQuery) async throws -> CallCount { CallCount(count: 0) }
    }

    @Test func `listeners hear of calls once they are recorded, and then can find them`() async throws {
        let feed = CallFeed()
        let store = ObservedCallStore(InMemoryTraceStore(), feed: feed)
        var all = feed.subscribe().makeAsyncIterator()
        var dyes = feed.subscribe(to: "mill/dyes").makeAsyncIterator()

        async let recording: Void = store.record([.stub("1"), .stub("2", project: "mill/dyes")])

        #expect(await all.next()?.calls.map(\.id) == ["1", "2"])
        #expect(await dyes.next()?.calls.map(\.id) == ["2"])
        #expect(try await store.calls(matching: CallQuery()).count == 2)
        try await recording
    }

    @Test func `what was not recorded is not told`() async throws {
        let feed = CallFeed()
        let subscription = feed.subscribe()
        let store = ObservedCallStore(FailingStore(), feed: feed)
        await #expect(throws: TraceError.self) { try await store.record([.stub("1")]) }
        #expect(subscription.take()?.calls.isEmpty == true)
    }

    @Test func `a call that comes in halves is told once it is whole`() async throws {
        let feed = CallFeed()
        let store = ObservedCallStore(InMemoryTraceStore(), feed: feed)
        let subscription = feed.subscribe()
        let output = try RawJSON("7")
        let call = Call.stub("1", output: output)
        let end = try #require(call.end)

        try await store.write([.start(call)])
        #expect(subscription.take()?.calls.isEmpty == true)
        try await store.write([.end(end)])
        #expect(subscription.take()?.calls == [call])
        try await store.write([.end(CallEnd(id: "2", projectID: "mill/looms", endedAt: call.startedAt))])
        #expect(subscription.take()?.calls.isEmpty == true)
        try await store.write([.start(.stub("2"))])
        #expect(subscription.take()?.calls.map(\.id) == ["2"])
        try await store.write([.start(.stub("3")), .end(CallEnd(id: "3", projectID: "mill/looms", endedAt: .now))])
        #expect(subscription.take()?.calls.map(\.id) == ["3"])
    }

    @Test func `what is told holds on to nothing but itself`() async throws {
        let feed = CallFeed()
        let store = ObservedCallStore(InMemoryTraceStore(), feed: feed)
        let subscription = feed.subscribe()
        let whole = try RawJSON("[\"\(String(repeating: "weft", count: 1000))\", 1]")
        try await store.record([.stub("1", output: whole.elements()[1])])

        let told = try #require(subscription.take()?.calls.first?.output)
        #expect(told.text == "1")
        #expect(told.bytes.startIndex == 0)
    }

    @Test func `a slow listener learns how many it lost, a quick one loses none`() async {
        let feed = CallFeed()
        let slow = feed.subscribe(bufferingUpTo: 2)
        let quick = feed.subscribe()
        for number in 1...5 { feed.publish([.stub("\(number)")]) }

        #expect(slow.take()?.lostCount == 3)
        #expect(quick.take()?.calls.count == 5)
    }

    @Test func `the end of the feed ends the sequence, after what is left`() async {
        let feed = CallFeed()
        let subscription = feed.subscribe()
        feed.publish([.stub("1")])
        feed.finish()
        var ids: [String] = []
        for await delivery in subscription { ids += delivery.calls.map(\.id) }
        #expect(ids == ["1"])
        for await _ in feed.subscribe() { Issue.record("it was finished before") }
    }

    @Test func `a listener that lets go is forgotten`() async {
        let feed = CallFeed()
        do {
            let subscription = feed.subscribe()
            #expect(feed.subscriberCount == 1)
            subscription.cancel()
            #expect(feed.subscriberCount == 0)
            #expect(subscription.take() == nil)
        }
        do {
            var iterator = feed.subscribe().makeAsyncIterator(); feed.publish([.stub("1")]); _ = await iterator.next()
        }
        #expect(feed.subscriberCount == 0)
    }

    @Test func `cancelling the reader ends its wait and loses nothing`() async {
        let feed = CallFeed()
        let subscription = feed.subscribe()
        let reading = Task { () -> Bool in
            for await _ in subscription { return true }
            return false
        }
        reading.cancel()
        #expect(await reading.value == false)

        feed.publish([.stub("1")])
        var iterator = subscription.makeAsyncIterator()
        #expect(await iterator.next()?.calls.map(\.id) == ["1"])
    }
}
