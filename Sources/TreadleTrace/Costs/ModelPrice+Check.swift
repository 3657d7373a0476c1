extension ModelPrice {
    /// How long a model's name may be, in bytes.
    private static let maximumNameLength = 1024

    /// The project that prices to be stored together belong to; `nil` for no prices.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` where they cannot be stored together, or one
    ///   cannot be stored at all.
    package static func project(of prices: [ModelPrice]) throws(TraceError) -> String? {
        guard let first = prices.first else { return nil }
        guard let project = first.projectID, !project.isEmpty else {
            throw TraceError(.invalidRequest, "a price to store must name its project")
        }
        var models: Set<ExactText> = []
        for price in prices {
            guard price.projectID.map({ ExactText($0) }) == ExactText(project) else {
                throw TraceError(.invalidRequest, "prices that are stored together must be of one project")
            }
            guard models.insert(ExactText(price.model)).inserted else {
                throw TraceError(.invalidRequest, "prices that are stored together must be of different models")
            }
            try price.check()
        }
        return project
    }

    private func check() throws(TraceError) {
        guard !self.model.isEmpty, self.model.utf8.count <= Self.maximumNameLength else {
            throw TraceError(.invalidRequest, "a model's name must have 1 to \(Self.maximumNameLength) bytes")
        }
        let costs = [
            self.promptTokenCost, self.completionTokenCost, self.cacheReadTokenCost, self.cacheCreationTokenCost,
        ]
        guard costs.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw TraceError(.invalidRequest, "the price of a token must be a number that is not negative")
        }
    }
}
