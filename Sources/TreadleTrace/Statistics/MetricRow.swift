internal import TreadleCore

/// The values of several metrics in one bucket.
struct MetricRow<Metric: Hashable & Sendable & RawRepresentable<String>>: Sendable {
    private var count = 0
    private var summaries: [MetricSummary]

    init(_ requests: [MetricRequest<Metric>], sampleCapacity: Int) {
        self.summaries = requests.map { request in
            MetricSummary(sampleCapacity: request.percentiles.isEmpty ? nil : sampleCapacity)
        }
    }

    /// Adds one thing's values, in the order of the requests.
    mutating func add(_ values: [Double?]) {
        self.count += 1
        for (index, value) in values.enumerated() {
            if let value { self.summaries[index].add(value) }
        }
    }

    /// Writes what was asked, and how many things there were.
    func writeMembers(for requests: [MetricRequest<Metric>], to writer: inout JSONWriter) {
        for (request, summary) in zip(requests, self.summaries) { summary.writeMembers(for: request, to: &writer) }
        writer.member("count", self.count)
    }
}
