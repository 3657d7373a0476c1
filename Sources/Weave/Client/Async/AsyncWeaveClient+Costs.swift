public import TreadleCore
public import TreadleTrace

extension AsyncWeaveClient {
    public func addCost(
        of model: String, _ cost: TokenCost, effectiveDate: Timestamp? = nil
    ) async throws -> String {
        let now = Timestamp.now
        let price = ModelPrice(
            id: "", projectID: self.projectID, model: model, provider: cost.provider, promptTokenCost: cost.prompt,
            completionTokenCost: cost.completion, cacheReadTokenCost: cost.cacheRead,
            cacheCreationTokenCost: cost.cacheCreation, effectiveDate: effectiveDate ?? now, createdAt: now)
        guard let id = try await self.ask({ try await $0.createPrices([price]) }).first else {
            throw TraceError(.unavailable, "the trace server did not say that it stored the price; look at costs()")
        }
        return id
    }

    public func costs(models: [String]? = nil) async throws -> [ModelPrice] {
        let prices = try await self.ask { try await $0.prices(in: self.projectID) }
        guard let models else { return prices }
        return prices.filter { models.contains($0.model) }
    }

    public func purgeCosts(_ ids: [String]) async throws {
        try await self.ask { try await $0.purgePrices(ids, in: self.projectID) }
    }

    public func projectStatistics() async throws -> ProjectStatistics {
        try await self.ask { try await $0.statistics(ofProject: self.projectID) }
    }
}
