import Testing
import TreadleCore
import TreadleTrace

@Suite struct DefaultPricesTests {
    @Test(arguments: PriceTable.shipped.map(\.provider))
    func `every line of the tables can be read`(provider: String) throws {
        let table = try #require(PriceTable.shipped.first { $0.provider == provider })
        for line in table.lines() {
            if case .broken(let text) = line { Issue.record("\(provider): \(text)") }
        }
    }

    @Test func `a model has one price at a time`() {
        for model in DefaultPrices.shipped.models {
            let days = DefaultPrices.shipped.prices(ofModel: ExactText(model)).map(\.effectiveDate)
            #expect(Set(days).count == days.count, "\(model)")
        }
    }

    @Test func `prices are plausible`() {
        for model in DefaultPrices.shipped.models {
            for price in DefaultPrices.shipped.prices(ofModel: ExactText(model)) {
                #expect((0...0.001).contains(price.promptTokenCost), "\(model)")
                #expect((0...0.002).contains(price.completionTokenCost), "\(model)")
                #expect(price.cacheReadTokenCost <= price.promptTokenCost, "\(model)")
                #expect(price.cacheCreationTokenCost <= price.promptTokenCost * 2, "\(model)")
                #expect(price.projectID == nil && price.pricingLevel == "default")
            }
        }
    }

    @Test(arguments: [
        ("gpt-4o-mini", 1.5e-07, 6e-07), ("gpt-4o-2024-08-06", 2.5e-06, 1e-05), ("openai/gpt-4.1", 2e-06, 8e-06),
        ("claude-sonnet-4-20250514", 3e-06, 1.5e-05), ("claude-3-haiku-20240307", 2.5e-07, 1.25e-06),
        ("gemini-2.5-flash", 3e-07, 2.5e-06), ("deepseek-v4-flash", 1.4e-07, 2.8e-07),
    ])
    func `well-known models have their vendors' prices`(model: String, prompt: Double, completion: Double) throws {
        let price = PriceBook(projectPrices: []).price(ofModel: model, at: .now)
        #expect(price?.promptTokenCost == prompt)
        #expect(price?.completionTokenCost == completion)
    }

    @Test func `what changed keeps what it was`() throws {
        let book = PriceBook(projectPrices: [])
        let then = try #require(Timestamp("2024-06-01T00:00:00Z"))
        #expect(book.price(ofModel: "gpt-4o", at: then)?.promptTokenCost == 5e-06)
        #expect(book.price(ofModel: "gpt-4o", at: .now)?.promptTokenCost == 2.5e-06)
    }

    @Test func `there are prices for several hundred names`() {
        #expect(DefaultPrices.shipped.models.count > 800)
    }

    @Test(arguments: [
        "warp", "warp |", "warp | 1", "warp | 1 x", "warp | 1 2 3 4 5", "| 1 2", "warp | 1 2 | never",
        "warp | 1 2 | 2025-01-01 or so", "warp | 1 2 | 2025-01-01 | more",
    ])
    func `what is no line is told apart`(line: String) {
        let lines = PriceTable(provider: "dyer", prefixes: [], line).lines()
        guard case .broken? = lines.first else {
            Issue.record("\(lines)")
            return
        }
        #expect(DefaultPrices([PriceTable(provider: "dyer", prefixes: [], line)]).models.isEmpty)
    }

    @Test func `a cache without a price of its own costs what the prompt does`() throws {
        let table = PriceTable(provider: "dyer", prefixes: [], "# a remark\n\nwarp weft | 4 8\nknot | 4 8 0")
        let prices = DefaultPrices([table])
        let warp = try #require(prices.prices(ofModel: ExactText("weft")).first)
        #expect(warp.cacheReadTokenCost == 4e-6 && warp.cacheCreationTokenCost == 4e-6)
        #expect(prices.prices(ofModel: ExactText("knot")).first?.cacheReadTokenCost == 0)
    }
}
