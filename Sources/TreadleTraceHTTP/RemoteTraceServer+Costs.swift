internal import TreadleCore
internal import TreadleHTTP
public import TreadleTrace

extension RemoteTraceServer: CostStore {
    public func createPrices(_ prices: [ModelPrice]) async throws -> [String] {
        guard let project = try ModelPrice.project(of: prices) else { return [] }
        let body = JSONWriter.object(capacity: prices.count * 400) { writer in
            writer.member("project_id", project)
            writer.object("costs") { writer in
                for price in prices { writer.object(price.model) { price.writeTerms(to: &$0) } }
            }
        }
        // The server makes the identifiers: what arrives twice is there twice.
        let answer = try await self.answer(to: "/cost/create", body, isRepeatable: false)
        return try self.parse(answer) { answer in
            let ids = answer["ids"]?.elements().compactMap { $0.elements().first?.string }
            return ids?.count == prices.count ? ids : nil
        }
    }

    public func prices(in projectID: String) async throws -> [ModelPrice] {
        let answer = try await self.answer(to: "/cost/query", JSONWriter.object { $0.member("project_id", projectID) })
        return try self.parse(answer) { answer in
            guard let results = answer["results"], results.kind == .array else { return nil }
            let prices = results.elements().compactMap { result in
                var price = ModelPrice(answer: result)
                price?.projectID = projectID
                return price
            }
            return prices.count == results.elements().count ? prices : nil
        }
    }

    public func purgePrices(_ ids: [String], in projectID: String) async throws {
        for start in stride(from: 0, to: ids.count, by: Self.purgedAtOnce) {
            let part = ids[start..<min(start + Self.purgedAtOnce, ids.count)]
            let query = QueryExpression.membership(.field(.column("id", .text)), part.map(QueryLiteral.text))
            _ = try await self.answer(
                to: "/cost/purge",
                JSONWriter.object { writer in
                    writer.member("project_id", projectID)
                    writer.member("query", query.wire)
                })
        }
    }

    /// How many identifiers a condition may list, with room to spare.
    private static let purgedAtOnce = 1000
}
