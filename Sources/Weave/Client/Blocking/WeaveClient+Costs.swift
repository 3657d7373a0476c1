public import TreadleCore
public import TreadleTrace

extension WeaveClient {
    public func addCost(
        of model: String, _ cost: TokenCost, effectiveDate: Timestamp? = nil
    ) throws -> String {
        try self.wait { try await $0.addCost(of: model, cost, effectiveDate: effectiveDate) }
    }

    public func costs(models: [String]? = nil) throws -> [ModelPrice] {
        try self.wait { try await $0.costs(models: models) }
    }

    public func purgeCosts(_ ids: [String]) throws { try self.wait { try await $0.purgeCosts(ids) } }

    public func projectStatistics() throws -> ProjectStatistics {
        try self.wait { try await $0.projectStatistics() }
    }
}
