import Testing
import TreadleCore
import TreadleTrace

@Suite struct CallCostsTests {
    private func costs(_ summary: String, _ prices: [ModelPrice] = [.stub("m")]) throws -> RawJSON? {
        let book = PriceBook(projectPrices: prices, defaults: DefaultPrices([]))
        return CallCosts(
            summary: try RawJSON(summary), startedAt: Timestamp(microseconds: 1_000_000), prices: book
        ).json
    }

    @Test func `a row says what was used, at which price, and what it comes to`() throws {
        let price = ModelPrice(
            id: "p", projectID: "mill/looms", model: "m", provider: "dyer", promptTokenCost: 2,
            completionTokenCost: 0.5, cacheReadTokenCost: 0.25, cacheCreationTokenCost: 3,
            effectiveDate: Timestamp(microseconds: 0), createdBy: "anna", createdAt: Timestamp(microseconds: 5))
        let usage =
            #"{"usage":{"m":{"requests":2,"prompt_tokens":100,"completion_tokens":7,"total_tokens":107,"#
            + #""cache_read_input_tokens":40,"cache_creation_input_tokens":10}}}"#
        #expect(
            try self.costs(usage, [price])?.text
                == #"{"m":{"prompt_tokens":100,"completion_tokens":7,"requests":2,"total_tokens":107,"#
                + #""cache_read_input_tokens":40,"cache_creation_input_tokens":10,"prompt_token_cost":2.0,"#
                + #""completion_token_cost":0.5,"cache_read_input_token_cost":0.25,"#
                + #""cache_creation_input_token_cost":3.0,"prompt_tokens_total_cost":100.0,"#
                + #""completion_tokens_total_cost":3.5,"cache_read_input_tokens_total_cost":10.0,"#
                + #""cache_creation_input_tokens_total_cost":30.0,"prompt_token_cost_unit":"USD","#
                + #""completion_token_cost_unit":"USD","effective_date":"1970-01-01T00:00:00.000000Z","#
                + #""provider_id":"dyer","pricing_level":"project","pricing_level_id":"mill/looms","#
                + #""created_at":"1970-01-01T00:00:00.000005Z","created_by":"anna"}}"#)
    }

    @Test func `a model without a price still has its row`() throws {
        let row = try #require(
            try self.costs(#"{"usage":{"m":{"prompt_tokens":1},"unknown":{"prompt_tokens":5}}}"#)?["unknown"])
        #expect(row["prompt_tokens"]?.integer == 5)
        #expect(row["prompt_tokens_total_cost"]?.text == "0.0")
        #expect(row["pricing_level"]?.isNull == true && row["effective_date"]?.isNull == true)
    }

    @Test(arguments: [
        (#"{"prompt_tokens":3,"input_tokens":4,"completion_tokens":5,"output_tokens":6}"#, 7, 11, 18),
        (#"{"gross_input_tokens":100,"input_tokens":4,"output_tokens":6}"#, 100, 6, 106),
        (#"{"gross_input_tokens":null,"input_tokens":4}"#, 4, 0, 4),
        (#"{"prompt_tokens":1,"total_tokens":0}"#, 1, 0, 1), (#"{"prompt_tokens":1,"total_tokens":9}"#, 1, 0, 9),
        (#"{"prompt_tokens":2.9,"completion_tokens":"8"}"#, 2, 0, 2), ("{}", 0, 0, 0),
    ])
    func `names of vendors count the same`(usage: String, prompt: Int, completion: Int, total: Int) throws {
        let row = try #require(try self.costs(#"{"usage":{"m":\#(usage)}}"#)?["m"])
        #expect(row["prompt_tokens"]?.integer == prompt)
        #expect(row["completion_tokens"]?.integer == completion)
        #expect(row["total_tokens"]?.integer == total)
        #expect(row["prompt_tokens_total_cost"]?.double == Double(prompt) * 2)
    }

    @Test(arguments: ["{}", #"{"usage":null}"#, #"{"usage":[1]}"#, #"{"usage":{"m":3,"n":"x"}}"#, #"{"usage":{}}"#])
    func `where nothing was used there are no costs`(summary: String) throws {
        #expect(try self.costs(summary) == nil)
    }

    @Test func `cached tokens that are not in the prompt cost nothing less`() throws {
        let row = try #require(
            try self.costs(#"{"usage":{"m":{"input_tokens":10,"cache_read_input_tokens":1000}}}"#)?["m"])
        #expect(row["prompt_tokens_total_cost"]?.double == 0)
    }

    @Test func `counts beyond all measure are clamped`() throws {
        let row = try #require(
            try self.costs(#"{"usage":{"m":{"prompt_tokens":1e300,"input_tokens":9e18,"output_tokens":-1e99}}}"#)?["m"]
        )
        #expect(row["prompt_tokens"]?.integer == 2 << 53)
        #expect(row["completion_tokens"]?.integer == -(1 << 53))
        #expect(99.clampedSum(.max) == .max && (-2).clampedSum(.min) == .min)
    }

    @Test func `of a model that stands twice the last one counts`() throws {
        let costs = try self.costs(#"{"usage":{"m":{"prompt_tokens":1},"n":{},"m":{"prompt_tokens":5}}}"#)
        #expect(costs?.members().map(\.name) == ["m", "n"])
        #expect(costs?["m"]?["prompt_tokens"]?.integer == 5)
    }
}
