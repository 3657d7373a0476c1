import Testing
import TreadleCore
import TreadleTrace

@Suite struct CostStoreTests {
    @Test(arguments: Backend.allCases)
    func `prices come back as they were stored, oldest first`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let warp = ModelPrice(
            id: "", projectID: "mill/looms", model: "warp \"7\"", provider: "dyer", promptTokenCost: 1.5e-07,
            completionTokenCost: 0.1, cacheReadTokenCost: 0.3, cacheCreationTokenCost: 7e-9,
            promptTokenCostUnit: "EUR", completionTokenCostUnit: "thaler",
            effectiveDate: Timestamp(microseconds: 907_372_800_123_456), createdAt: Timestamp(microseconds: 1))
        let before = Timestamp.now

        let ids = try await store.createPrices([warp, .stub("weft")])
        let more = try await store.createPrices([.stub("warp \"7\"")])

        let prices = try await store.prices(in: "mill/looms")
        #expect(prices.map(\.id) == ids + more)
        #expect(Set(ids + more).count == 3)
        #expect(prices.map(\.model) == ["warp \"7\"", "weft", "warp \"7\""])
        var first = try #require(prices.first)
        #expect(first.createdAt >= before)
        (first.id, first.createdAt, first.createdBy) = ("", warp.createdAt, nil)
        #expect(first == warp)
    }

    @Test(arguments: Backend.allCases)
    func `a project has its own prices`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ids = try await store.createPrices([.stub("warp", project: "mill/loo\u{E9}ms")])
        #expect(try await store.prices(in: "mill/loo\u{65}\u{301}ms").isEmpty)
        #expect(try await store.prices(in: "mill/dyes").isEmpty)
        try await store.purgePrices(ids, in: "mill/dyes")
        #expect(try await store.prices(in: "mill/loo\u{E9}ms").map(\.projectID) == ["mill/loo\u{E9}ms"])
    }

    @Test(arguments: Backend.allCases)
    func `purged prices are gone, the others stay`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ids = try await store.createPrices(["a", "b", "c"].map { .stub($0) })
        try await store.purgePrices([ids[1], "nobody"], in: "mill/looms")
        try await store.purgePrices([], in: "mill/looms")
        try await store.purgePrices([ids[0]], in: "mill/unknown")
        #expect(try await store.prices(in: "mill/looms").map(\.model) == ["a", "c"])
    }

    @Test(arguments: Backend.allCases)
    func `more than a condition can list is purged as well`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let ids = try await store.createPrices((0..<1001).map { .stub("m\($0)") })
        try await store.purgePrices(ids, in: "mill/looms")
        #expect(try await store.prices(in: "mill/looms").isEmpty)
    }

    /// Prices that cannot be stored together.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var prices: [ModelPrice]

        init(_ description: String, _ prices: [ModelPrice]) {
            self.testDescription = description
            self.prices = prices
        }
    }

    static let refusals = [
        Refusal("a negative prompt", [.stub("ok"), .stub("bad", prompt: -1)]),
        Refusal("no number", [.stub("ok"), .stub("bad", completion: .nan)]),
        Refusal("infinite", [.stub("ok"), .stub("bad", cacheRead: .infinity)]),
        Refusal("a negative cache", [.stub("ok"), .stub("bad", cacheCreation: -0.5)]),
        Refusal("without a name", [.stub("ok"), .stub("")]),
        Refusal("too long a name", [.stub("ok"), .stub(String(repeating: "m", count: 1025))]),
        Refusal("one model twice", [.stub("ok"), .stub("ok")]),
        Refusal("two projects", [.stub("ok"), .stub("b", project: "mill/dyes")]),
        Refusal("no project", [.stub("ok", project: nil)]),
    ]

    @Test(arguments: Backend.allCases, refusals)
    func `what cannot be stored is refused, and nothing of it is`(backend: Backend, refusal: Refusal) async throws {
        let store = try backend.makeStore()
        let error = await #expect(throws: TraceError.self) { _ = try await store.createPrices(refusal.prices) }
        #expect(error?.code == .invalidRequest)
        #expect(try await store.prices(in: "mill/looms").isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `no prices are stored as nothing`(backend: Backend) async throws {
        let store = try backend.makeStore()
        #expect(try await store.createPrices([]).isEmpty)
        let longest = String(repeating: "m", count: 1024)
        #expect(try await store.createPrices([.stub(longest, prompt: 0, completion: 0)]).count == 1)
    }
}
