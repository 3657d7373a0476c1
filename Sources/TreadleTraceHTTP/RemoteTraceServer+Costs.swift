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
        for start in stride(from: 0, to: ids.count, by: Self.purgedAtOnce) {
            let part = ids[start..<min(start + Self.purgedAtOnce, ids.count)]
            let query = QueryExpression.membership(.field(.column("id", .text)), part.map(QueryLiteral.text))
            _ = try await self.ask(
                "/cost/purge",
                JSONWriter.object { writer in
                    writer.member("project_id", projectID)
                    writer.member("query", query.wire)
                })
        }
    }

    /// How many identifiers a condition may list, with room to spare.
    private static let purgedAtOnce = 1000

    /// Why an answer is not what the protocol says.
    private struct OddAnswer: Error {}

    private func ask(_ path: String, _ body: RawJSON) async throws -> RawJSON {
        let answer = try await self.send(.post, path, accepting: "application/json", body: body)
        do {
            return try RawJSON(await answer.collect(upTo: self.options.callLimit), limits: .wire)
        } catch let error as HTTPError {
            throw self.failure(error)
        } catch let error as JSONError {
            throw self.nonsense(error)
        }
    }
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
