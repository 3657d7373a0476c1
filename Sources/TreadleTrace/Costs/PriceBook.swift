package import TreadleCore

/// The prices that hold in a project: its own, and those that ship with Treadle.
package struct PriceBook: Sendable {
    private let own: [ExactText: [ModelPrice]]
    private let defaults: DefaultPrices

    /// Makes a book of a project's own prices over the shipped ones.
    package init(projectPrices: [ModelPrice], defaults: DefaultPrices = .shipped) {
        self.own = Dictionary(grouping: projectPrices) { ExactText($0.model) }
        self.defaults = defaults
    }

    /// The price of a model for a call that started then; `nil` where nobody knows one.
    ///
    /// A price that was in force by then comes before one that was not yet; among those one of the project before a
    /// shipped one; among those the newest.
    package func price(ofModel model: String, at startedAt: Timestamp) -> ModelPrice? {
        let exact = ExactText(model)
        let candidates = (self.own[exact] ?? []) + self.defaults.prices(ofModel: exact)
        func rank(_ price: ModelPrice) -> (Int, Int, Timestamp, Timestamp) {
            (
                price.effectiveDate <= startedAt ? 1 : 0, price.projectID == nil ? 0 : 1, price.effectiveDate,
                price.createdAt
            )
        }
        // Of equals the last one, which was stored last.
        return candidates.reduce(nil) { (best: ModelPrice?, price) in
            best.map { rank($0) > rank(price) ? $0 : price } ?? price
        }
    }
}

extension CostStore {
    /// The prices that hold in a project.
    package func priceBook(of projectID: String) async throws -> PriceBook {
        PriceBook(projectPrices: try await self.prices(in: projectID))
    }
}
