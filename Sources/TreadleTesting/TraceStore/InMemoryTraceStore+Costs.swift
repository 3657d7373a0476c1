internal import Synchronization
public import TreadleTrace

extension InMemoryTraceStore: CostStore {
    public func createPrices(_ prices: [ModelPrice]) async throws -> [String] {
        try self.state.withLock { try $0.costs.create(prices) }
    }

    public func prices(in projectID: String) async throws -> [ModelPrice] {
        self.state.withLock { $0.costs.prices(in: projectID) }
    }

    public func purgePrices(_ ids: [String], in projectID: String) async throws {
        self.state.withLock { $0.costs.purge(ids, in: projectID) }
    }
}
