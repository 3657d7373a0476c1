internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: CostStore {
    public func createPrices(_ prices: [ModelPrice]) async throws -> [String] {
        guard let project = try ModelPrice.project(of: prices) else { return [] }
        let answer = try await self.ask(
            "/cost/create",
            JSONWriter.object(capacity: prices.count * 400) { writer in
                writer.member("project_id", project)
                writer.object("costs") { writer in
                    for price in prices { writer.object(price.model) { price.writeTerms(to: &$0) } }
                }
            })
        let pairs = answer["ids"]?.elements().map { $0.elements().map(\.string) } ?? []
        let ids = pairs.compactMap { $0.first ?? nil }
        guard ids.count == prices.count, pairs.count == prices.count else { throw self.nonsense(OddAnswer()) }
        return ids
    }

    public func prices(in projectID: String) async throws -> [ModelPrice] {
        let answer = try await self.ask("/cost/query", JSONWriter.object { $0.member("project_id", projectID) })
        guard let results = answer["results"], results.kind == .array else { throw self.nonsense(OddAnswer()) }
        return try results.elements().map { result in
            guard var price = ModelPrice(answer: result) else { throw self.nonsense(OddAnswer()) }
            price.projectID = projectID
            return price
        }
    }

    public func purgePrices(_ ids: [String], in projectID: String) async throws {
        guard !ids.isEmpty else { return }
        _ = try await self.ask(
            "/cost/purge",
            JSONWriter.object { writer in
                writer.member("project_id", projectID)
                writer.object("query") { writer in
                    writer.object("$expr") { writer in
                        writer.array("$in") { writer in
                            writer.write(JSONWriter.object { $0.member("$getField", "id") })
                            writer.beginArray()
                            for id in ids { writer.write(JSONWriter.object { $0.member("$literal", id) }) }
                            writer.endArray()
                        }
                    }
                }
            })
    }

    /// Why an answer is not what the protocol says.
    private struct OddAnswer: Error {}
}

extension ModelPrice {
    /// Writes what a client says of a price: everything but what the server makes.
    fileprivate func writeTerms(to writer: inout JSONWriter) {
        writer.member("prompt_token_cost", self.promptTokenCost)
        writer.member("completion_token_cost", self.completionTokenCost)
        writer.member("cache_read_input_token_cost", self.cacheReadTokenCost)
        writer.member("cache_creation_input_token_cost", self.cacheCreationTokenCost)
        writer.member("prompt_token_cost_unit", self.promptTokenCostUnit)
        writer.member("completion_token_cost_unit", self.completionTokenCostUnit)
        writer.member("effective_date", self.effectiveDate.description)
        writer.member("provider_id", self.provider)
    }
}
