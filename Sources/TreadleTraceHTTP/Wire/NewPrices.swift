internal import TreadleCore
internal import TreadleTrace

/// Reads the body of `/cost/create`: prices by model.
struct NewPrices {
    /// In the order of the request; of two members of a name the last one counts.
    let prices: [ModelPrice]

    private static let members: Set = [
        "prompt_token_cost", "completion_token_cost", "cache_read_input_token_cost",
        "cache_creation_input_token_cost", "prompt_token_cost_unit", "completion_token_cost_unit", "effective_date",
        "provider_id",
    ]

    init(_ body: WireObject, by userID: String) throws(WireRefusal) {
        let project = try body.text("project_id")
        let costs = try body.object("costs")
        let now = Timestamp.now
        var prices: [ModelPrice] = []
        var places: [ExactText: Int] = [:]
        for (model, terms) in costs.raw.members() {
            let object = try WireObject(terms, at: costs.place(model), knowing: Self.members)
            let price = ModelPrice(
                id: "", projectID: project, model: model,
                provider: try object.optionalText("provider_id").flatMap { $0.isEmpty ? nil : $0 } ?? "default",
                promptTokenCost: try object.cost("prompt_token_cost", isRequired: true),
                completionTokenCost: try object.cost("completion_token_cost", isRequired: true),
                cacheReadTokenCost: try object.cost("cache_read_input_token_cost"),
                cacheCreationTokenCost: try object.cost("cache_creation_input_token_cost"),
                promptTokenCostUnit: try object.optionalText("prompt_token_cost_unit") ?? "USD",
                completionTokenCostUnit: try object.optionalText("completion_token_cost_unit") ?? "USD",
                effectiveDate: try object.optionalKeptMoment("effective_date") ?? now, createdBy: userID, createdAt: now
            )
            if let place = places[ExactText(model)] {
                prices[place] = price
            } else {
                places[ExactText(model)] = prices.count
                prices.append(price)
            }
        }
        self.prices = prices
    }
}

extension WireObject {
    /// The price of a token: a number that is not negative; 0 where it may be missing and is.
    fileprivate func cost(_ name: String, isRequired: Bool = false) throws(WireRefusal) -> Double {
        let value = isRequired ? try self.required(name) : self[name]
        guard let value else { return 0 }
        guard value.kind == .number, let cost = value.double else {
            throw .misfit(self.place(name), "must be a number", type: "float_type")
        }
        guard cost >= 0 else { throw WireRefusal(400, "\(name) must not be negative") }
        return cost
    }
}
