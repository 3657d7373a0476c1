/// What is asked about a metric.
package struct MetricRequest<Metric: Hashable & Sendable>: Sendable {
    /// How values become one, by its name on the wire.
    package enum Aggregation: String, Sendable, CaseIterable {
        case sum, average = "avg", minimum = "min", maximum = "max"
        /// How many there are; how many are 1; how many are 0.
        case count, countTrue = "count_true", countFalse = "count_false"
    }

    package var metric: Metric
    /// Each once, in the order in which they are answered; `sum` where nothing at all is asked.
    package private(set) var aggregations: [Aggregation]
    /// From 0 to 100, each once.
    package private(set) var percentiles: [Double]

    /// Makes a request.
    ///
    /// - Throws: ``TraceError`` with ``TraceError/Code/invalidRequest`` for a percentile that is none.
    package init(_ metric: Metric, aggregations: [Aggregation] = [], percentiles: [Double] = []) throws(TraceError) {
        guard percentiles.allSatisfy({ (0...100).contains($0) }) else {
            throw TraceError(.invalidRequest, "a percentile must be a number from 0 to 100")
        }
        self.metric = metric
        self.aggregations = aggregations.isEmpty && percentiles.isEmpty ? [.sum] : aggregations.withoutRepetition
        self.percentiles = percentiles.withoutRepetition
    }

    /// Requests with those of the same metric made one.
    package static func merged(_ requests: [MetricRequest]) -> [MetricRequest] {
        var merged: [MetricRequest] = []
        for request in requests {
            if let place = merged.firstIndex(where: { $0.metric == request.metric }) {
                merged[place].aggregations = (merged[place].aggregations + request.aggregations).withoutRepetition
                merged[place].percentiles = (merged[place].percentiles + request.percentiles).withoutRepetition
            } else {
                merged.append(request)
            }
        }
        return merged
    }
}

extension Array where Element: Hashable {
    /// Each element once, in the order in which they come up.
    fileprivate var withoutRepetition: [Element] {
        var seen: Set<Element> = []
        return self.filter { seen.insert($0).inserted }
    }
}
