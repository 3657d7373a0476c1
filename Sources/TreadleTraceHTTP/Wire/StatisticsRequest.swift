internal import TreadleCore
internal import TreadleTrace

/// Reads the body of `/calls/stats`.
struct StatisticsRequest {
    static let members: Set = [
        "project_id", "start", "end", "granularity", "usage_metrics", "call_metrics", "filter", "timezone",
    ]
    /// How many metrics and percentiles a list may have.
    private static let maximumCount = 100

    let projectID: String
    let zone: ZoneClock
    let grid: BucketGrid
    let usageMetrics: [MetricRequest<UsageMetric>]
    let callMetrics: [MetricRequest<CallMetric>]
    /// The calls that are asked about, whenever they started.
    let query: CallQuery

    init(_ body: WireObject) throws {
        self.projectID = try body.text("project_id")
        let zone = try ZoneClock(named: body.optionalText("timezone") ?? "UTC")
        self.zone = zone
        self.grid = try BucketGrid(
            from: body.moment("start"), to: body.optionalMoment("end") ?? .now,
            granularity: body.optionalInteger("granularity"), offset: { zone.offset(at: $0) })
        self.usageMetrics = try Self.metrics("usage_metrics", of: body)
        self.callMetrics = try Self.metrics("call_metrics", of: body)
        var query = CallQuery(projectID: self.projectID)
        try CallFilter.read(body, into: &query)
        query.payloads = []
        self.query = query
    }

    private static func metrics<Metric: RawRepresentable<String> & Hashable & Sendable>(
        _ name: String, of body: WireObject
    ) throws -> [MetricRequest<Metric>] {
        guard body[name] != nil else { return [] }
        let elements = try body.elements(name)
        guard elements.count <= self.maximumCount else {
            throw WireRefusal(400, "\(name) has more than \(self.maximumCount) values, the limit")
        }
        return try elements.map { element in
            let object = try WireObject(
                element.value, at: element.location, knowing: ["metric", "aggregations", "percentiles"])
            guard let metric = Metric(rawValue: try object.text("metric")) else {
                throw WireRefusal.misfit(object.place("metric"), "is not a metric", type: "literal_error")
            }
            let percentiles = try object["percentiles"].map { _ in try object.elements("percentiles") } ?? []
            guard percentiles.count <= self.maximumCount else {
                throw WireRefusal(400, "percentiles has more than \(self.maximumCount) values, the limit")
            }
            return try MetricRequest(
                metric, aggregations: self.aggregations(of: object),
                percentiles: percentiles.map { percentile in
                    guard let value = percentile.value.double else {
                        throw WireRefusal.misfit(percentile.location, "must be a number", type: "float_type")
                    }
                    return value
                })
        }
    }

    private static func aggregations<Metric>(
        of object: WireObject
    ) throws -> [MetricRequest<Metric>.Aggregation] {
        try (object.optionalTexts("aggregations") ?? []).enumerated().map { index, name in
            guard let aggregation = MetricRequest<Metric>.Aggregation(rawValue: name) else {
                throw WireRefusal.misfit(
                    object.place("aggregations") + ["\(index)"], "is not an aggregation", type: "enum")
            }
            return aggregation
        }
    }
}
