package import TreadleCore

extension ModelPrice {
    /// `project` or `default`, and whose it is.
    package var pricingLevel: String { self.projectID == nil ? "default" : "project" }
    package var pricingLevelID: String { self.projectID ?? "default" }

    /// The price as `/cost/query` answers it: columns by their names on the wire.
    package func answer() -> RawJSON {
        JSONWriter.object(capacity: 600) { writer in
            writer.member("id", self.id)
            writer.member("llm_id", self.model)
            writer.member("pricing_level", self.pricingLevel)
            writer.member("pricing_level_id", self.pricingLevelID)
            self.writeTerms(to: &writer)
            writer.nullable("created_by", self.createdBy)
            writer.member("created_at", self.createdAt.description)
        }
    }

    /// Writes what a client says of a price: everything but what the server makes.
    package func writeTerms(to writer: inout JSONWriter) {
        writer.member("provider_id", self.provider)
        writer.member("effective_date", self.effectiveDate.description)
        writer.member("prompt_token_cost", self.promptTokenCost)
        writer.member("completion_token_cost", self.completionTokenCost)
        writer.member("cache_read_input_token_cost", self.cacheReadTokenCost)
        writer.member("cache_creation_input_token_cost", self.cacheCreationTokenCost)
        writer.member("prompt_token_cost_unit", self.promptTokenCostUnit)
        writer.member("completion_token_cost_unit", self.completionTokenCostUnit)
    }

    /// Reads a price back from an answer; `nil` for what is none.
    package init?(answer: RawJSON) {
        func time(_ name: String) -> Timestamp? { answer[name]?.string.flatMap { Timestamp($0) } }
        guard let id = answer["id"]?.string, let model = answer["llm_id"]?.string,
            let prompt = answer["prompt_token_cost"]?.double,
            let completion = answer["completion_token_cost"]?.double, let effectiveDate = time("effective_date")
        else { return nil }
        self.init(
            id: id, projectID: answer["pricing_level_id"]?.string, model: model,
            provider: answer["provider_id"]?.string ?? "default", promptTokenCost: prompt,
            completionTokenCost: completion,
            cacheReadTokenCost: answer["cache_read_input_token_cost"]?.double ?? 0,
            cacheCreationTokenCost: answer["cache_creation_input_token_cost"]?.double ?? 0,
            promptTokenCostUnit: answer["prompt_token_cost_unit"]?.string ?? "USD",
            completionTokenCostUnit: answer["completion_token_cost_unit"]?.string ?? "USD",
            effectiveDate: effectiveDate, createdBy: answer["created_by"]?.string,
            createdAt: time("created_at") ?? effectiveDate)
    }
}

extension JSONWriter {
    /// Writes a member, `null` where there is no value.
    mutating func nullable(_ name: String, _ value: String?) {
        if let value { self.member(name, value) } else { self.member(name, RawJSON.null) }
    }
}
