package import TreadleCore

/// What a call cost, by model: `summary.weave.costs` of an answer that was asked for costs (weave-wire, section 8).
package struct CallCosts: Sendable {
    /// What the call used of a model, what that costs, and by which price.
    package struct Row: Sendable {
        package let model: String
        package let usage: TokenUsage
        package let price: ModelPrice?
        package let costs: TokenCosts
    }

    /// One for every model in the call's usage, in its order; also for one that has no price.
    package let rows: [Row]

    /// Works out what the usage in a summary costs.
    package init(summary: RawJSON, startedAt: Timestamp, prices: PriceBook) {
        self.rows = TokenUsage.byModel(inSummary: summary).map { model, usage in
            let price = prices.price(ofModel: model, at: startedAt)
            return Row(model: model, usage: usage, price: price, costs: TokenCosts(of: usage, at: price))
        }
    }

    /// An object with a member for every model; `nil` where nothing was used.
    package var json: RawJSON? {
        guard !self.rows.isEmpty else { return nil }
        return JSONWriter.object(capacity: self.rows.count * 900) { writer in
            for row in self.rows { writer.object(row.model) { row.writeMembers(to: &$0) } }
        }
    }
}

extension CallCosts.Row {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("prompt_tokens", self.usage.promptTokens)
        writer.member("completion_tokens", self.usage.completionTokens)
        writer.member("requests", self.usage.requests)
        writer.member("total_tokens", self.usage.totalTokens)
        writer.member("cache_read_input_tokens", self.usage.cacheReadTokens)
        writer.member("cache_creation_input_tokens", self.usage.cacheCreationTokens)
        writer.member("prompt_token_cost", self.price?.promptTokenCost ?? 0)
        writer.member("completion_token_cost", self.price?.completionTokenCost ?? 0)
        writer.member("cache_read_input_token_cost", self.price?.cacheReadTokenCost ?? 0)
        writer.member("cache_creation_input_token_cost", self.price?.cacheCreationTokenCost ?? 0)
        writer.member("prompt_tokens_total_cost", self.costs.prompt)
        writer.member("completion_tokens_total_cost", self.costs.completion)
        writer.member("cache_read_input_tokens_total_cost", self.costs.cacheRead)
        writer.member("cache_creation_input_tokens_total_cost", self.costs.cacheCreation)
        writer.nullable("prompt_token_cost_unit", self.price?.promptTokenCostUnit)
        writer.nullable("completion_token_cost_unit", self.price?.completionTokenCostUnit)
        writer.nullable("effective_date", self.price?.effectiveDate.description)
        writer.nullable("provider_id", self.price?.provider)
        writer.nullable("pricing_level", self.price?.pricingLevel)
        writer.nullable("pricing_level_id", self.price?.pricingLevelID)
        writer.nullable("created_at", self.price?.createdAt.description)
        writer.nullable("created_by", self.price?.createdBy)
    }
}
