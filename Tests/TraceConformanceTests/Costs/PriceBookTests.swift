import Testing
import TreadleCore
import TreadleTrace

@Suite struct PriceBookTests {
    private let defaults = DefaultPrices([
        PriceTable(provider: "dyer", prefixes: ["vat/"], "warp | 10 20 | 2025-01-01\nwarp | 30 40 5 6 | 2026-01-01")
    ])

    private func price(_ own: [ModelPrice], at time: String, of model: String = "warp") throws -> ModelPrice? {
        PriceBook(projectPrices: own, defaults: self.defaults)
            .price(ofModel: model, at: try #require(Timestamp(time)))
    }

    private func stub(_ prompt: Double, from time: String, at createdAt: Int64 = 0) throws -> ModelPrice {
        .stub("warp", prompt: prompt, from: try #require(Timestamp(time)).microseconds, at: createdAt)
    }

    @Test func `a price in force comes before one that is not yet, whoever set it`() throws {
        let own = [try self.stub(1, from: "2025-06-01T00:00:00Z")]
        #expect(try self.price(own, at: "2025-03-01T00:00:00Z")?.promptTokenCost == 10e-6)
        #expect(try self.price(own, at: "2025-06-01T00:00:00Z")?.promptTokenCost == 1)
        #expect(try self.price(own, at: "2024-01-01T00:00:00Z")?.promptTokenCost == 1)
    }

    @Test func `a project's price comes before a newer one that ships`() throws {
        let own = [try self.stub(1, from: "2025-06-01T00:00:00Z")]
        #expect(try self.price(own, at: "2026-06-01T00:00:00Z")?.promptTokenCost == 1)
        #expect(try self.price([], at: "2026-06-01T00:00:00Z")?.promptTokenCost == 30e-6)
        #expect(try self.price([], at: "2025-06-01T00:00:00Z")?.promptTokenCost == 10e-6)
    }

    @Test func `the newest of several counts, and of the same day the one stored last`() throws {
        let own = try [
            self.stub(2, from: "2025-02-01T00:00:00Z", at: 2), self.stub(1, from: "2025-01-01T00:00:00Z", at: 9),
            self.stub(3, from: "2025-02-01T00:00:00Z", at: 3), self.stub(4, from: "2027-01-01T00:00:00Z"),
        ]
        #expect(try self.price(own, at: "2026-01-01T00:00:00Z")?.promptTokenCost == 3)
        #expect(try self.price(own, at: "2025-01-31T23:59:59Z")?.promptTokenCost == 1)
        let twins = try [self.stub(5, from: "2025-02-01T00:00:00Z"), self.stub(6, from: "2025-02-01T00:00:00Z")]
        #expect(try self.price(twins, at: "2026-01-01T00:00:00Z")?.promptTokenCost == 6)
    }

    @Test func `names are compared byte by byte, and unknown ones have no price`() throws {
        let kelvin = [ModelPrice.stub("K", prompt: 1)]
        #expect(try self.price(kelvin, at: "2026-01-01T00:00:00Z", of: "K")?.promptTokenCost == 1)
        #expect(try self.price(kelvin, at: "2026-01-01T00:00:00Z", of: "\u{212A}") == nil)
        #expect(try self.price([], at: "2026-01-01T00:00:00Z", of: "vat/warp")?.provider == "dyer")
        #expect(try self.price([], at: "2026-01-01T00:00:00Z", of: "loom/warp") == nil)
    }
}
