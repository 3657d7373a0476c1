/// What tokens cost, by what they were.
package struct TokenCosts: Sendable, Hashable {
    /// Tokens of the prompt that no cache was involved in; of the answer; read from a cache; written to one.
    package var prompt = 0.0, completion = 0.0, cacheRead = 0.0, cacheCreation = 0.0

    package init() {}

    /// What usage costs at a price; nothing where there is none.
    package init(of usage: TokenUsage, at price: ModelPrice?) {
        guard let price else { return }
        let plain = Double(usage.promptTokens) - Double(usage.cacheReadTokens) - Double(usage.cacheCreationTokens)
        // Clients that leave cached tokens out of the prompt would otherwise be paid for using a cache.
        self.prompt = max(plain, 0) * price.promptTokenCost
        self.completion = Double(usage.completionTokens) * price.completionTokenCost
        self.cacheRead = Double(usage.cacheReadTokens) * price.cacheReadTokenCost
        self.cacheCreation = Double(usage.cacheCreationTokens) * price.cacheCreationTokenCost
    }

    /// What goes in; what comes out; both.
    package var input: Double { self.prompt + self.cacheRead + self.cacheCreation }
    package var output: Double { self.completion }
    package var total: Double { self.input + self.output }

    package static func + (left: TokenCosts, right: TokenCosts) -> TokenCosts { left.combined(with: right, +) }

    /// The larger one of each.
    package func maximum(_ other: TokenCosts) -> TokenCosts { self.combined(with: other) { max($0, $1) } }

    private func combined(with other: TokenCosts, _ combine: (Double, Double) -> Double) -> TokenCosts {
        var result = self
        result.prompt = combine(self.prompt, other.prompt)
        result.completion = combine(self.completion, other.completion)
        result.cacheRead = combine(self.cacheRead, other.cacheRead)
        result.cacheCreation = combine(self.cacheCreation, other.cacheCreation)
        return result
    }
}
