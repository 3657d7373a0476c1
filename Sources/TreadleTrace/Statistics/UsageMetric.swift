/// What is counted of the usage of a model, by its name on the wire.
package enum UsageMetric: String, Sendable, CaseIterable {
    /// Tokens that went in, those from and for a cache included; that came out; both.
    case inputTokens = "input_tokens", outputTokens = "output_tokens", totalTokens = "total_tokens"
    /// Tokens read from a cache, and written to one.
    case cacheReadTokens = "cache_read_input_tokens", cacheCreationTokens = "cache_creation_input_tokens"
    /// What went in, came out, and both cost.
    case inputCost = "input_cost", outputCost = "output_cost", totalCost = "total_cost"

    /// Whether it needs prices.
    package var isCost: Bool {
        switch self {
        case .inputCost, .outputCost, .totalCost: true
        default: false
        }
    }

    /// Its value for what a call used of a model.
    func value(of total: UsageTotal) -> Double {
        switch self {
        case .inputTokens: Double(total.usage.promptTokens)
        case .outputTokens: Double(total.usage.completionTokens)
        case .totalTokens: Double(total.usage.totalTokens)
        case .cacheReadTokens: Double(total.usage.cacheReadTokens)
        case .cacheCreationTokens: Double(total.usage.cacheCreationTokens)
        case .inputCost: total.costs.input
        case .outputCost: total.costs.output
        case .totalCost: total.costs.total
        }
    }
}
