internal import TreadleCore
internal import TreadleTrace

/// The prices of a store in memory.
struct InMemoryCosts: Sendable {
    /// In the order in which they were stored.
    private var stored: [ModelPrice] = []

    mutating func create(_ prices: [ModelPrice]) throws -> [String] {
        _ = try ModelPrice.project(of: prices)
        let now = Timestamp.now
        let created = prices.map { price in
            var price = price
            price.id = UUIDv7.make()
            price.createdAt = now
            return price
        }
        self.stored += created
        return created.map(\.id)
    }

    func prices(in projectID: String) -> [ModelPrice] { self.stored.filter { Self.is($0, in: projectID) } }

    mutating func purge(_ ids: [String], in projectID: String) {
        let ids = Set(ids.map { ExactText($0) })
        self.stored.removeAll { Self.is($0, in: projectID) && ids.contains(ExactText($0.id)) }
    }

    private static func `is`(_ price: ModelPrice, in projectID: String) -> Bool {
        price.projectID.map { ExactText($0) } == ExactText(projectID)
    }
}
