internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let usage: [TraceEndpoint] = [
        TraceEndpoint(.post, "/calls/usage") { responder, request in
            let body = try await request.object(knowing: ["project_id", "call_ids", "include_costs", "limit"])
            return try await responder.usage(ofCalls: body)
        },
        TraceEndpoint(.post, "/trace/usage") { responder, request in
            let body = try await request.object(
                knowing: ["project_id", "filter", "query", "include_costs", "limit"])
            return try await responder.usage(ofTrace: body)
        },
    ]
}

extension TraceResponder {
    /// How many calls are added up at once unless a request says otherwise, and at most.
    private static let usageLimit = 10_000, maximumUsageLimit = 200_000
    /// How many identifiers are taken, and how many are looked up at once.
    private static let maximumIdentifiers = 10_000, identifiersAtOnce = 1000

    /// `POST /calls/usage`: what some calls used, each with everything below it.
    func usage(ofCalls body: WireObject) async throws -> HTTPResponse {
        let project = try body.text("project_id")
        let ids = try body.longTexts("call_ids")
        guard ids.count <= Self.maximumIdentifiers else {
            throw WireRefusal(400, "call_ids has more than \(Self.maximumIdentifiers) values, the limit")
        }
        let includesCosts = try body.boolean("include_costs")
        let limit = try Self.limit(body)
        let prices = includesCosts ? try await self.server.priceBook(of: project) : nil
        let wanted = Set(ids.map { ExactText($0) })
        var found: [ExactText: RawJSON] = [:]
        var unfinished: [String] = []
        // A trace at a time: that much is held, however many are asked for.
        for trace in try await self.traces(ofCalls: ids, in: project) {
            var query = CallQuery(projectID: project, traceIDs: [trace])
            query.payloads = []
            var rollup = UsageRollup(prices: prices)
            try await self.store.forEachCall(matching: query) { call in
                guard rollup.count < limit else {
                    throw WireRefusal(413, "a trace has more calls than the limit of \(limit); ask with a larger one")
                }
                rollup.add(call)
                return true
            }
            let result = try rollup.result(for: wanted)
            for (id, usage) in result.usage { found[ExactText(id)] = usage.json(includingCosts: includesCosts) }
            unfinished += result.unfinished
        }
        var answered: Set<ExactText> = []
        let usage = ids.filter { answered.insert(ExactText($0)).inserted }.map { ($0, found[ExactText($0)]) }
        return Self.usageAnswer(usage.map { ($0, $1 ?? .emptyObject) }, unfinished: unfinished)
    }

    /// `POST /trace/usage`: what each of the calls used that a query finds, with everything below it.
    func usage(ofTrace body: WireObject) async throws -> HTTPResponse {
        let project = try body.text("project_id")
        let includesCosts = try body.boolean("include_costs")
        var query = CallQuery(projectID: project)
        try CallFilter.read(body, into: &query)
        query.limit = try Self.limit(body)
        query.payloads = []
        var rollup = UsageRollup(prices: includesCosts ? try await self.server.priceBook(of: project) : nil)
        try await self.store.forEachCall(matching: query) { call in
            rollup.add(call)
            return true
        }
        let result = try rollup.result()
        return Self.usageAnswer(
            result.usage.map { ($0.id, $0.usage.json(includingCosts: includesCosts)) }, unfinished: result.unfinished)
    }

    /// The traces that calls belong to, each once, in the order in which they come up.
    private func traces(ofCalls ids: [String], in project: String) async throws -> [String] {
        var traces: [String] = []
        var seen: Set<ExactText> = []
        for start in stride(from: 0, to: ids.count, by: Self.identifiersAtOnce) {
            var query = CallQuery(
                projectID: project, ids: Array(ids[start..<min(start + Self.identifiersAtOnce, ids.count)]))
            query.payloads = []
            try await self.store.forEachCall(matching: query) { call in
                if seen.insert(ExactText(call.traceID)).inserted { traces.append(call.traceID) }
                return true
            }
        }
        return traces
    }

    private static func limit(_ body: WireObject) throws(WireRefusal) -> Int {
        let limit = try body.optionalInteger("limit") ?? self.usageLimit
        guard limit >= 1 else { throw WireRefusal(400, "limit must be above 0") }
        return min(limit, self.maximumUsageLimit)
    }

    private static func usageAnswer(_ usage: [(id: String, json: RawJSON)], unfinished: [String]) -> HTTPResponse {
        .json(
            JSONWriter.object { writer in
                writer.object("call_usage") { writer in
                    for (id, json) in usage { writer.member(id, json) }
                }
                writer.array("unfinished_call_ids") { writer in
                    for id in unfinished.sorted(by: { ExactText($0) < ExactText($1) }) { writer.write(id) }
                }
            })
    }
}
