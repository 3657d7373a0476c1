import Testing
import TreadleCore
import TreadleTesting
import TreadleTrace

@Suite struct CallStatisticsTests {
    /// Two buckets of a second.
    private let grid: BucketGrid

    init() throws {
        self.grid = try BucketGrid(
            from: Timestamp(microseconds: 0), to: Timestamp(microseconds: 2_000_000), granularity: 1)
    }

    private func call(
        _ id: String, at microseconds: Int64, milliseconds: Int64? = nil, exception: String? = nil,
        usage: String = "{}"
    ) throws -> Call {
        var call = Call.stub(id, at: microseconds, summary: try RawJSON(#"{"usage":\#(usage)}"#))
        call.endedAt = milliseconds.map { Timestamp(microseconds: microseconds + $0 * 1000) }
        call.exception = exception
        return call
    }

    @Test func `calls are counted by the second in which they started`() throws {
        var statistics = try CallStatistics(
            over: self.grid,
            callMetrics: [
                MetricRequest(.latency, aggregations: [.sum, .average, .minimum, .maximum, .count], percentiles: [50]),
                MetricRequest(.callCount),
                MetricRequest(.errorCount, aggregations: [.sum, .countTrue, .countFalse]),
            ])
        try statistics.add(self.call("a", at: 0, milliseconds: 100))
        try statistics.add(self.call("b", at: 999_999, milliseconds: 300, exception: "thread broke"))
        try statistics.add(self.call("running", at: 500_000))
        try statistics.add(self.call("before", at: -1, milliseconds: 1))
        try statistics.add(self.call("after", at: 2_000_000, milliseconds: 1))
        #expect(
            statistics.callBuckets().map(\.text) == [
                #"{"timestamp":"1970-01-01T00:00:00.000000Z","sum_latency_ms":400,"avg_latency_ms":200,"#
                    + #""min_latency_ms":100,"max_latency_ms":300,"count_latency_ms":2,"p50_latency_ms":200,"#
                    + #""sum_call_count":3,"sum_error_count":1,"count_true_error_count":1,"#
                    + #""count_false_error_count":2,"count":3}"#,
                #"{"timestamp":"1970-01-01T00:00:01.000000Z","sum_latency_ms":0,"avg_latency_ms":0,"#
                    + #""min_latency_ms":null,"max_latency_ms":null,"count_latency_ms":0,"p50_latency_ms":null,"#
                    + #""sum_call_count":0,"sum_error_count":0,"count_true_error_count":0,"#
                    + #""count_false_error_count":0,"count":0}"#,
            ])
        #expect(statistics.usageBuckets().isEmpty)
    }

    @Test func `usage is counted by model, every model in every bucket`() throws {
        var statistics = try CallStatistics(
            over: self.grid,
            usageMetrics: [
                MetricRequest(.inputTokens), MetricRequest(.totalTokens, aggregations: [.maximum]),
                MetricRequest(.inputTokens, percentiles: [99.5]),
            ])
        try statistics.add(
            self.call(
                "a", at: 0, usage: #"{"weft":{"prompt_tokens":3,"completion_tokens":1},"warp":{"input_tokens":7}}"#))
        try statistics.add(self.call("b", at: 1_500_000, usage: #"{"weft":{"prompt_tokens":5}}"#))
        #expect(
            statistics.usageBuckets().map(\.text) == [
                #"{"timestamp":"1970-01-01T00:00:00.000000Z","model":"warp","sum_input_tokens":7,"#
                    + #""p99.5_input_tokens":7,"max_total_tokens":7,"count":1}"#,
                #"{"timestamp":"1970-01-01T00:00:00.000000Z","model":"weft","sum_input_tokens":3,"#
                    + #""p99.5_input_tokens":3,"max_total_tokens":4,"count":1}"#,
                #"{"timestamp":"1970-01-01T00:00:01.000000Z","model":"warp","sum_input_tokens":0,"#
                    + #""p99.5_input_tokens":null,"max_total_tokens":null,"count":0}"#,
                #"{"timestamp":"1970-01-01T00:00:01.000000Z","model":"weft","sum_input_tokens":5,"#
                    + #""p99.5_input_tokens":5,"max_total_tokens":5,"count":1}"#,
            ])
        #expect(statistics.callBuckets().isEmpty)
    }

    @Test func `costs go by the price at each call's start`() throws {
        let prices = PriceBook(
            projectPrices: [
                .stub("m", prompt: 0.5, completion: 2, cacheRead: 0.25),
                .stub("m", prompt: 10, completion: 2, from: 1_000_000),
            ], defaults: DefaultPrices([]))
        var statistics = try CallStatistics(
            over: self.grid,
            usageMetrics: [MetricRequest(.inputCost), MetricRequest(.outputCost), MetricRequest(.totalCost)],
            prices: prices)
        try statistics.add(
            self.call(
                "a", at: 0,
                usage: #"{"m":{"prompt_tokens":11,"cache_read_input_tokens":1,"completion_tokens":4}}"#))
        try statistics.add(self.call("b", at: 1_000_000, usage: #"{"m":{"prompt_tokens":1}}"#))
        let buckets = statistics.usageBuckets()
        #expect(buckets.map { $0["sum_input_cost"]?.double } == [5.25, 10])
        #expect(buckets.map { $0["sum_output_cost"]?.double } == [8, 0])
        #expect(buckets.map { $0["sum_total_cost"]?.double } == [13.25, 10])
    }

    @Test func `where models are too many, only what was used is answered, and then nothing more is taken`() throws {
        var statistics = try CallStatistics(
            over: self.grid, usageMetrics: [MetricRequest(.inputTokens)], maximumModelBuckets: 10)
        func usage(_ models: Range<Int>) -> String {
            "{" + models.map { #""m\#($0)":{}"# }.joined(separator: ",") + "}"
        }
        try statistics.add(self.call("a", at: 0, usage: usage(0..<5)))
        #expect(statistics.usageBuckets().count == 10)
        try statistics.add(self.call("b", at: 0, usage: usage(5..<10)))
        #expect(statistics.usageBuckets().count == 10)
        try statistics.add(self.call("c", at: 0, usage: usage(0..<1)))
        let error = #expect(throws: TraceError.self) {
            try statistics.add(self.call("d", at: 1_000_000, usage: usage(0..<1)))
        }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: [-0.1, 100.1, .nan])
    func `a percentile outside of 0 to 100 is refused`(percentile: Double) {
        #expect(throws: TraceError.self) { _ = try MetricRequest(CallMetric.latency, percentiles: [percentile]) }
    }
}
