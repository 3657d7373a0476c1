internal import TreadleCore

/// The values of one metric in one bucket.
struct MetricSummary: Sendable {
    private var count = 0, trueCount = 0, falseCount = 0
    private var sum = 0.0
    private var minimum, maximum: Double?
    private var sample: ValueSample?

    /// Makes an empty one; with a capacity it keeps values for percentiles.
    init(sampleCapacity: Int?) { self.sample = sampleCapacity.map { ValueSample(capacity: $0) } }

    mutating func add(_ value: Double) {
        self.count += 1
        self.sum += value
        if value == 1 { self.trueCount += 1 }
        if value == 0 { self.falseCount += 1 }
        self.minimum = Swift.min(self.minimum ?? value, value)
        self.maximum = Swift.max(self.maximum ?? value, value)
        self.sample?.add(value)
    }

    /// Writes what was asked: sums, averages and counts are 0 where there were no values, anything else `null`.
    func writeMembers<Metric: RawRepresentable<String>>(
        for request: MetricRequest<Metric>, to writer: inout JSONWriter
    ) {
        let name = request.metric.rawValue
        for aggregation in request.aggregations {
            writer.number("\(aggregation.rawValue)_\(name)", self.value(of: aggregation))
        }
        guard !request.percentiles.isEmpty else { return }
        let quantiles = self.sample?.quantiles(request.percentiles.map { $0 / 100 })
        for (index, percentile) in request.percentiles.enumerated() {
            let text = percentile == percentile.rounded() ? "\(Int(percentile))" : "\(percentile)"
            writer.number("p\(text)_\(name)", quantiles?[index])
        }
    }

    private func value<Metric>(of aggregation: MetricRequest<Metric>.Aggregation) -> Double? {
        switch aggregation {
        case .sum: self.sum
        case .average: self.count == 0 ? 0 : self.sum / Double(self.count)
        case .minimum: self.minimum
        case .maximum: self.maximum
        case .count: Double(self.count)
        case .countTrue: Double(self.trueCount)
        case .countFalse: Double(self.falseCount)
        }
    }
}

extension JSONWriter {
    /// Writes a whole number without a fraction; `null` where there is none.
    fileprivate mutating func number(_ name: String, _ value: Double?) {
        guard let value else { return self.member(name, RawJSON.null) }
        if let whole = Int(exactly: value) { self.member(name, whole) } else { self.member(name, value) }
    }
}
