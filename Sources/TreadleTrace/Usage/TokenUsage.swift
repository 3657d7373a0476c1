package import TreadleCore

/// What a call used of one model: a member of `summary.usage`, with the names that different vendors use made one.
package struct TokenUsage: Sendable, Hashable {
    /// How many requests were made.
    package var requests = 0
    /// All tokens of the prompt, those from and for a cache included, and those of the answer.
    package var promptTokens = 0, completionTokens = 0
    /// Both together, or what the vendor says it is.
    package var totalTokens = 0
    /// Tokens of the prompt that were read from a cache, and that were written to one.
    package var cacheReadTokens = 0, cacheCreationTokens = 0

    package init() {}

    /// Reads what stands in a summary; `nil` for what is no object.
    package init?(_ usage: RawJSON) {
        guard usage.kind == .object else { return nil }
        let values = usage.values(for: Self.names)
        func count(_ index: Int) -> Int { values[index].map(Self.count) ?? 0 }
        self.requests = count(0)
        // Newer clients say the whole prompt outright; the others name it in one way or the other, never in both.
        let gross = values[8].flatMap { $0.isNull ? nil : Self.count($0) }
        self.promptTokens = gross ?? count(1).clampedSum(count(2))
        self.completionTokens = count(3).clampedSum(count(4))
        self.totalTokens = count(5)
        if self.totalTokens == 0 { self.totalTokens = self.promptTokens.clampedSum(self.completionTokens) }
        self.cacheReadTokens = count(6)
        self.cacheCreationTokens = count(7)
    }

    /// What a call's summary says, by model, in its order; of two members of a name the last one counts.
    package static func byModel(inSummary summary: RawJSON) -> [(model: String, usage: TokenUsage)] {
        guard let members = summary["usage"]?.members() else { return [] }
        var found: [(model: String, usage: TokenUsage)] = []
        var places: [ExactText: Int] = [:]
        for (model, value) in members {
            guard let usage = TokenUsage(value) else { continue }
            if let place = places[ExactText(model)] {
                found[place].usage = usage
            } else {
                places[ExactText(model)] = found.count
                found.append((model, usage))
            }
        }
        return found
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { self == TokenUsage() }

    package static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        left.combined(with: right) { $0.clampedSum($1) }
    }

    /// The larger one of each count.
    package func maximum(_ other: TokenUsage) -> TokenUsage { self.combined(with: other) { max($0, $1) } }

    private func combined(with other: TokenUsage, _ combine: (Int, Int) -> Int) -> TokenUsage {
        var result = self
        result.requests = combine(self.requests, other.requests)
        result.promptTokens = combine(self.promptTokens, other.promptTokens)
        result.completionTokens = combine(self.completionTokens, other.completionTokens)
        result.totalTokens = combine(self.totalTokens, other.totalTokens)
        result.cacheReadTokens = combine(self.cacheReadTokens, other.cacheReadTokens)
        result.cacheCreationTokens = combine(self.cacheCreationTokens, other.cacheCreationTokens)
        return result
    }

    private static let names: [StaticString] = [
        "requests", "prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "total_tokens",
        "cache_read_input_tokens", "cache_creation_input_tokens", "gross_input_tokens",
    ]

    /// A count, without its fraction and no larger than a double counts exactly; 0 for what is no number.
    private static func count(_ value: RawJSON) -> Int {
        guard let number = value.double else { return 0 }
        let limit = 9_007_199_254_740_992.0
        return Int(min(max(number, -limit), limit).rounded(.towardZero))
    }
}

extension Int {
    /// The sum, or the end of the range that it goes over: counts come from clients.
    package func clampedSum(_ other: Int) -> Int {
        let (sum, isOver) = self.addingReportingOverflow(other)
        return isOver ? (other > 0 ? .max : .min) : sum
    }
}
