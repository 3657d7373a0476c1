internal import TreadleCore
public import TreadleTrace

extension SQLiteTraceStore: CostStore {
    public func createPrices(_ prices: [ModelPrice]) async throws -> [String] {
        guard let project = try ModelPrice.project(of: prices) else { return [] }
        let now = Timestamp.now
        let ids = prices.map { _ in UUIDv7.make() }
        try await self.write(count: prices.count) { session in
            let key = try session.projectKey(project)
            for (id, price) in zip(ids, prices) { try PriceRow.insert(price, id: id, at: now, in: key, session) }
        }
        return ids
    }

    public func prices(in projectID: String) async throws -> [ModelPrice] {
        try await self.read { try PriceRow.all(in: projectID, $0) }
    }

    public func purgePrices(_ ids: [String], in projectID: String) async throws {
        try await self.write(count: ids.count) { session in
            guard let key = try session.connection.projectKey(projectID) else { return }
            for id in ids { try session.connection.run("DELETE FROM prices WHERE project = \(key) AND id = \(id)") }
        }
    }
}
