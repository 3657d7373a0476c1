internal import TreadleCore
internal import TreadleHTTP
internal import TreadleTrace

extension TraceEndpoint {
    static let statistics: [TraceEndpoint] = [
        TraceEndpoint(.post, "/calls/stats") { responder, request in
            try await responder.statistics(StatisticsRequest(request.object(knowing: StatisticsRequest.members)))
        }
    ]
}

extension TraceResponder {
    /// `POST /calls/stats`: calls and usage by time.
    func statistics(_ request: StatisticsRequest) async throws -> HTTPResponse {
        let needsPrices = request.usageMetrics.contains { $0.metric.isCost }
        var statistics = CallStatistics(
            over: request.grid, callMetrics: request.callMetrics, usageMetrics: request.usageMetrics,
            prices: needsPrices ? try await self.server.priceBook(of: request.projectID) : nil)
        if !request.callMetrics.isEmpty || !request.usageMetrics.isEmpty {
            var query = request.query
            statistics.narrow(&query)
            try await self.store.forEachCall(matching: query) { call in
                try statistics.add(call)
                return true
            }
        }
        return .json(
            JSONWriter.object { writer in
                writer.member("start", request.grid.start.description)
                writer.member("end", request.grid.end.description)
                writer.member("granularity", request.grid.granularity)
                writer.member("timezone", request.zone.name)
                for (name, buckets) in [
                    ("usage_buckets", statistics.usageBuckets()), ("call_buckets", statistics.callBuckets()),
                ] {
                    writer.array(name) { writer in
                        for bucket in buckets { writer.write(bucket) }
                    }
                }
            })
    }
}
