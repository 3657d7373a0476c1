package import TreadleCore

/// Counts calls, and what they used, by time (weave-wire, section 3, `/calls/stats`).
///
/// Calls come one after the other, in any order, and are not kept.
package struct CallStatistics: Sendable {
    /// How many values are kept for percentiles in all buckets of a model, roughly, and at most in one.
    private static let sampleBudget = 1_000_000, sampleMaximum = 8192, sampleMinimum = 128

    package let grid: BucketGrid
    private let callMetrics: [MetricRequest<CallMetric>]
    private let usageMetrics: [MetricRequest<UsageMetric>]
    private let prices: PriceBook?
    private let sampleCapacity: Int
    /// How many buckets of models are held, and up to how many also those without anything in them are answered.
    private let maximumModelBuckets: Int
    private var calls: [Int: MetricRow<CallMetric>] = [:]
    private var usage: [ExactText: [Int: MetricRow<UsageMetric>]] = [:]
    private var modelBuckets = 0

    /// Makes empty statistics; prices are needed for metrics that are costs.
    package init(
        over grid: BucketGrid, callMetrics: [MetricRequest<CallMetric>] = [],
        usageMetrics: [MetricRequest<UsageMetric>] = [], prices: PriceBook? = nil, maximumModelBuckets: Int = 100_000
    ) {
        self.grid = grid
        self.callMetrics = MetricRequest.merged(callMetrics)
        self.usageMetrics = MetricRequest.merged(usageMetrics)
        self.prices = prices
        self.maximumModelBuckets = maximumModelBuckets
        let share = Self.sampleBudget / max(grid.starts.count, 1)
        self.sampleCapacity = min(max(share, Self.sampleMinimum), Self.sampleMaximum)
    }

    /// Adds a call; one that started outside of the grid is passed over.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/tooLarge`` where calls name more models than can be told apart.
    package mutating func add(_ call: Call) throws(TraceError) {
        guard let bucket = self.grid.index(of: call.startedAt) else { return }
        if !self.callMetrics.isEmpty {
            let empty = MetricRow(self.callMetrics, sampleCapacity: self.sampleCapacity)
            self.calls[bucket, default: empty].add(self.callMetrics.map { $0.metric.value(of: call) })
        }
        guard !self.usageMetrics.isEmpty else { return }
        for (model, usage) in TokenUsage.byModel(inSummary: call.summary) {
            let price = self.prices?.price(ofModel: model, at: call.startedAt)
            let total = UsageTotal(usage: usage, costs: TokenCosts(of: usage, at: price))
            try self.add(self.usageMetrics.map { $0.metric.value(of: total) }, of: ExactText(model), in: bucket)
        }
    }

    private mutating func add(_ values: [Double?], of model: ExactText, in bucket: Int) throws(TraceError) {
        if self.usage[model]?[bucket] == nil {
            guard self.modelBuckets < self.maximumModelBuckets else {
                throw TraceError(
                    .tooLarge,
                    "these calls name too many models for so many buckets; ask for fewer calls or larger buckets")
            }
            self.modelBuckets += 1
        }
        let empty = MetricRow(self.usageMetrics, sampleCapacity: self.sampleCapacity)
        self.usage[model, default: [:]][bucket, default: empty].add(values)
    }

    /// A bucket for every stretch of time, with what was asked of calls; empty where nothing was.
    package func callBuckets() -> [RawJSON] {
        guard !self.callMetrics.isEmpty else { return [] }
        let empty = MetricRow(self.callMetrics, sampleCapacity: 1)
        return self.grid.starts.enumerated().map { bucket, start in
            JSONWriter.object { writer in
                writer.member("timestamp", start.description)
                (self.calls[bucket] ?? empty).writeMembers(for: self.callMetrics, to: &writer)
            }
        }
    }

    /// A bucket for every stretch of time and every model that came up, with what was asked of usage.
    ///
    /// Where these would be too many, those are left out in which a model was not used.
    package func usageBuckets() -> [RawJSON] {
        let models = self.usage.sorted { $0.key < $1.key }
        let empty = MetricRow(self.usageMetrics, sampleCapacity: 1)
        let fillsIn = models.count * self.grid.starts.count <= self.maximumModelBuckets
        var buckets: [RawJSON] = []
        for (bucket, start) in self.grid.starts.enumerated() {
            for (model, rows) in models where fillsIn || rows[bucket] != nil {
                buckets.append(
                    JSONWriter.object { writer in
                        writer.member("timestamp", start.description)
                        writer.member("model", model.text)
                        (rows[bucket] ?? empty).writeMembers(for: self.usageMetrics, to: &writer)
                    })
            }
        }
        return buckets
    }

    /// Narrows a query to the calls that started within the grid.
    package func narrow(_ query: inout CallQuery) {
        let started = QueryOperand.field(.column("started_at", .time))
        let from = QueryExpression.comparison(
            .greaterOrEqual, started, .literal(.text(self.grid.start.description)))
        let before = QueryExpression.comparison(.less, started, .literal(.text(self.grid.end.description)))
        let conditions = [from, before] + (query.expression.map { [$0] } ?? [])
        query.expression = .all(conditions.map { .expression($0) })
    }
}
