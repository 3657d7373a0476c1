/// The prices that ship with Treadle, by model.
package struct DefaultPrices: Sendable {
    private let prices: [ExactText: [ModelPrice]]

    /// Reads tables; what is no line of a table is passed over, and ``PriceTable/lines()`` tells it apart.
    package init(_ tables: [PriceTable]) {
        var prices: [ExactText: [ModelPrice]] = [:]
        for table in tables {
            for line in table.lines() {
                guard case .prices(let found) = line else { continue }
                for price in found { prices[ExactText(price.model), default: []].append(price) }
            }
        }
        self.prices = prices
    }

    /// The tables of this version, read the first time that a price is asked for.
    package static let shipped = DefaultPrices(PriceTable.shipped)

    /// What is known of a model, over time.
    package func prices(ofModel model: ExactText) -> [ModelPrice] { self.prices[model] ?? [] }

    /// The models that have a price, in no order.
    package var models: [String] { self.prices.keys.map(\.text) }
}
