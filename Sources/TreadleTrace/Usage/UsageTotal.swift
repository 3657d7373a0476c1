package import TreadleCore

/// What calls used of one model, and what that cost where it was asked.
package struct UsageTotal: Sendable, Hashable {
    package var usage: TokenUsage
    package var costs: TokenCosts

    package init(usage: TokenUsage = TokenUsage(), costs: TokenCosts = TokenCosts()) {
        self.usage = usage
        self.costs = costs
    }

    package static func + (left: UsageTotal, right: UsageTotal) -> UsageTotal {
        UsageTotal(usage: left.usage + right.usage, costs: left.costs + right.costs)
    }

    /// The larger one of each count and cost.
    package func maximum(_ other: UsageTotal) -> UsageTotal {
        UsageTotal(usage: self.usage.maximum(other.usage), costs: self.costs.maximum(other.costs))
    }

    /// Writes it as members of an object that is open, as `/calls/usage` answers it.
    package func writeMembers(to writer: inout JSONWriter, includingCosts: Bool) {
        writer.member("requests", self.usage.requests)
        writer.member("prompt_tokens", self.usage.promptTokens)
        writer.member("completion_tokens", self.usage.completionTokens)
        writer.member("total_tokens", self.usage.totalTokens)
        writer.member("cache_read_input_tokens", self.usage.cacheReadTokens)
        writer.member("cache_creation_input_tokens", self.usage.cacheCreationTokens)
        let costs = [
            ("prompt_tokens_total_cost", self.costs.prompt), ("completion_tokens_total_cost", self.costs.completion),
            ("cache_read_input_tokens_total_cost", self.costs.cacheRead),
            ("cache_creation_input_tokens_total_cost", self.costs.cacheCreation),
        ]
        for (name, cost) in costs {
            if includingCosts { writer.member(name, cost) } else { writer.member(name, RawJSON.null) }
        }
    }
}
