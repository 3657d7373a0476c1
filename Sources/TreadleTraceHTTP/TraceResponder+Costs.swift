internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let costs: [TraceEndpoint] = [
        TraceEndpoint(.post, "/cost/create") { responder, request in
            let body = try await request.object(knowing: ["project_id", "costs", "wb_user_id"])
            // Checked like the rest, but who sets a price is what the server knows.
            _ = try body.optionalText("wb_user_id")
            return try await responder.createPrices(body, by: request.userID)
        },
        TraceEndpoint(.post, "/cost/query") { responder, request in
            let body = try await request.object(
                knowing: ["project_id", "fields", "query", "sort_by", "limit", "offset"])
            return try await responder.queryPrices(body)
        },
        TraceEndpoint(.post, "/cost/purge") { responder, request in
            try await responder.purgePrices(request.object(knowing: ["project_id", "query"]))
        },
    ]
}

extension TraceResponder {
    /// `POST /cost/create`: stores prices by model, all or none of them.
    func createPrices(_ body: WireObject, by userID: String) async throws -> HTTPResponse {
        let prices = try NewPrices(body, by: userID).prices
        let ids = try await self.server.createPrices(prices)
        return .json(
            JSONWriter.object { writer in
                writer.array("ids") { writer in
                    for (id, price) in zip(ids, prices) {
                        writer.beginArray()
                        writer.write(id)
                        writer.write(price.model)
                        writer.endArray()
                    }
                }
            })
    }

    /// `POST /cost/query`: a project's own prices.
    func queryPrices(_ body: WireObject) async throws -> HTTPResponse {
        let project = try body.text("project_id")
        let fields = try body.optionalTexts("fields")
        for (index, field) in (fields ?? []).enumerated() where QueryFieldCatalog.costs.columns[field] == nil {
            throw WireRefusal.misfit(body.place("fields") + ["\(index)"], "is not a column of prices")
        }
        var query = PriceQuery()
        if let expression = body["query"] { query.expression = try QueryExpression(wire: expression, over: .costs) }
        if let sort = body["sort_by"] { query.sort = try [QuerySort](wire: sort, over: .costs) }
        query.limit = try body.count("limit")
        query.offset = try body.count("offset") ?? 0
        let found = query.matches(in: try await self.server.prices(in: project))
        return .json(
            JSONWriter.object(capacity: found.count * 600) { writer in
                writer.array("results") { writer in
                    for price in found { writer.write(price.answer().keeping(fields)) }
                }
            })
    }

    /// `POST /cost/purge`: removes prices by their identifiers, and by nothing else.
    func purgePrices(_ body: WireObject) async throws -> HTTPResponse {
        let project = try body.text("project_id")
        let query = try QueryExpression(wire: body.required("query"), over: .costs)
        guard let ids = query.purgedPrices else {
            throw WireRefusal(400, "prices can only be purged by their ids: $eq of id, $or of these, or $in")
        }
        try await self.server.purgePrices(ids, in: project)
        return .json(.emptyObject)
    }
}

extension RawJSON {
    /// An object with only these members; with all of them for `nil`, and for no names.
    fileprivate func keeping(_ names: [String]?) -> RawJSON {
        guard let names, !names.isEmpty else { return self }
        let kept = Set(names.map { ExactText($0) })
        return self.setting(self.members().filter { !kept.contains(ExactText($0.name)) }.map { ($0.name, nil) })
    }
}
