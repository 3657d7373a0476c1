package import TreadleCore

extension QueryFieldCatalog {
    /// The columns of prices (weave-wire, section 8).
    package static let costs = QueryFieldCatalog(
        columns: [
            "id": .text, "llm_id": .text, "pricing_level": .text, "pricing_level_id": .text, "provider_id": .text,
            "effective_date": .time, "prompt_token_cost": .integer, "completion_token_cost": .integer,
            "cache_read_input_token_cost": .integer, "cache_creation_input_token_cost": .integer,
            "prompt_token_cost_unit": .text, "completion_token_cost_unit": .text, "created_by": .text,
            "created_at": .time,
        ],
        jsonColumns: [])
}

extension ModelPrice: QueryRow {
    package func value(ofColumn name: String) -> QueryValue? {
        switch name {
        case "id": .text(self.id)
        case "llm_id": .text(self.model)
        case "pricing_level": .text(self.pricingLevel)
        case "pricing_level_id": .text(self.pricingLevelID)
        case "provider_id": .text(self.provider)
        case "effective_date": .time(self.effectiveDate)
        case "prompt_token_cost": .number(.double(self.promptTokenCost))
        case "completion_token_cost": .number(.double(self.completionTokenCost))
        case "cache_read_input_token_cost": .number(.double(self.cacheReadTokenCost))
        case "cache_creation_input_token_cost": .number(.double(self.cacheCreationTokenCost))
        case "prompt_token_cost_unit": .text(self.promptTokenCostUnit)
        case "completion_token_cost_unit": .text(self.completionTokenCostUnit)
        case "created_by": self.createdBy.map(QueryValue.text)
        case "created_at": .time(self.createdAt)
        default: nil
        }
    }

    package func json(inColumn name: String) -> RawJSON? { nil }
}
