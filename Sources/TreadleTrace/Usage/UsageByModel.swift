package import TreadleCore

/// What was used, by model.
package struct UsageByModel: Sendable {
    private var totals: [ExactText: UsageTotal] = [:]

    package init() {}

    /// What a call itself says that it used; without what is all zero.
    package init(of call: Call, prices: PriceBook?) {
        for (model, usage) in TokenUsage.byModel(inSummary: call.summary) where !usage.isEmpty {
            let price = prices?.price(ofModel: model, at: call.startedAt)
            self.totals[ExactText(model)] = UsageTotal(usage: usage, costs: TokenCosts(of: usage, at: price))
        }
    }

    /// How many models there are.
    package var count: Int { self.totals.count }

    /// What was used of a model, where something was.
    package subscript(_ model: String) -> UsageTotal? { self.totals[ExactText(model)] }

    /// Adds another one's models to these.
    ///
    /// - Complexity: O(n) in the number of models of the one that has fewer.
    package mutating func add(_ other: consuming UsageByModel) {
        if self.count < other.count { swap(&self, &other) }
        for (model, total) in other.totals { self.totals[model] = self.totals[model].map { $0 + total } ?? total }
    }

    /// Takes the larger one of each count, of another one's models.
    package mutating func raise(to other: UsageByModel) {
        for (model, total) in other.totals { self.totals[model] = self.totals[model]?.maximum(total) ?? total }
    }

    /// A member for every model, by name.
    package func json(includingCosts: Bool) -> RawJSON {
        JSONWriter.object(capacity: self.count * 360) { writer in
            for (model, total) in self.totals.sorted(by: { $0.key < $1.key }) {
                writer.object(model.text) { total.writeMembers(to: &$0, includingCosts: includingCosts) }
            }
        }
    }
}
