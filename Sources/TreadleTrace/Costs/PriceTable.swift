internal import TreadleCore

/// A vendor's prices as text: checked in, and read when they are first needed.
///
/// A line is the names of a model, then its prices in dollars for a million tokens, and the day from which they hold
/// where that is not the model's first: `NAME … | PROMPT COMPLETION [CACHE-READ [CACHE-WRITE]] [| YYYY-MM-DD]`. A model whose
/// price changed has a line for each. Lines that start with `#` say something to people.
package struct PriceTable: Sendable {
    /// What a line is: nothing; prices of one model under its names; something that cannot be read.
    package enum Line: Sendable {
        case empty, prices([ModelPrice]), broken(String)
    }

    /// Who offers the models.
    package let provider: String
    /// What gateways and libraries put before a name: `openai/` of `openai/gpt-4o`.
    package let prefixes: [String]
    private let text: String

    package init(provider: String, prefixes: [String], _ text: String) {
        self.provider = provider
        self.prefixes = prefixes
        self.text = text
    }

    /// Its lines, read.
    package func lines() -> [Line] {
        self.text.split(separator: "\n").map { line in
            if line.hasPrefix("#") || line.allSatisfy({ $0 == " " }) { return .empty }
            return self.prices(in: line).map(Line.prices) ?? .broken(String(line))
        }
    }

    private func prices(in line: Substring) -> [ModelPrice]? {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        let names = parts[0].split(separator: " ").map(String.init)
        let words = parts[1].split(separator: " ")
        // Shifted in the text, so that 0.15 is the same double as 1.5e-07.
        let costs = words.compactMap { Double("\($0)e-6") }
        guard !names.isEmpty, costs.count == words.count, (2...4).contains(costs.count) else { return nil }
        var since = Self.beginning
        if parts.count == 3 {
            let day = parts[2].split(separator: " ")
            guard day.count == 1, let time = Timestamp("\(day[0])T00:00:00Z") else { return nil }
            since = time
        }
        let spellings = names + self.prefixes.flatMap { prefix in names.map { prefix + $0 } }
        return spellings.map { name in
            ModelPrice(
                id: "default:\(self.provider):\(name)", projectID: nil, model: name, provider: self.provider,
                promptTokenCost: costs[0], completionTokenCost: costs[1],
                cacheReadTokenCost: costs.count > 2 ? costs[2] : costs[0],
                cacheCreationTokenCost: costs.count > 3 ? costs[3] : costs[0],
                effectiveDate: since, createdBy: "treadle", createdAt: Self.revised)
        }
    }

    /// 2020-01-01: before any of these models, so that whatever a call's date is, its price was in force.
    private static let beginning = Timestamp(microseconds: 1_577_836_800_000_000)
}
