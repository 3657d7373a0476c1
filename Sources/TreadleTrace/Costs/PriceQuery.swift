/// Which prices of a project, in which order. A project has few: they are picked in memory.
package struct PriceQuery: Sendable {
    /// A condition over ``QueryFieldCatalog/costs``.
    package var expression: QueryExpression?
    /// What to sort by; ties, and all where it is empty, go by the order in which they were stored.
    package var sort: [QuerySort] = []
    package var limit: Int?
    package var offset = 0

    package init() {}

    /// The prices that match, of those that a project has.
    package func matches(in prices: [ModelPrice]) -> [ModelPrice] {
        let evaluation = QueryEvaluation()
        var found = prices.enumerated().filter { _, price in
            self.expression.map { evaluation.truth(of: $0, for: price) == true } ?? true
        }.map { (place: $0.offset, price: $0.element, keys: evaluation.keys(of: $0.element, for: self.sort)) }
        found.sort { self.sort.precedes($0.keys, $1.keys) ?? ($0.place < $1.place) }
        return found.dropFirst(self.offset).prefix(self.limit ?? .max).map(\.price)
    }
}
