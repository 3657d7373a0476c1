import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

@Suite struct StatisticsWireTests {
    private func ask(
        _ body: String, of store: any TraceServer = InMemoryTraceStore()
    ) async throws -> (status: Int, json: RawJSON) {
        let response = await TraceResponder(store).respond(
            to: HTTPRequest(.post, "/calls/stats", body: .text(#"{"project_id":"mill/looms",\#(body)}"#)))
        return (response.status, try RawJSON(await response.body.collect(upTo: 1 << 22)))
    }

    private let hours = #""start":"1970-01-01T00:00:00Z","end":"1970-01-01T02:00:00Z","granularity":3600"#

    @Test(arguments: [Backend.memory, .sqlite])
    func `calls and usage come in buckets`(backend: Backend) async throws {
        let store = try backend.makeStore()
        let usage = try RawJSON(#"{"usage":{"m":{"prompt_tokens":4}}}"#)
        try await store.record(
            (0..<1100).map {
                .stub("row-\($0)", parent: $0 < 100 ? nil : "x", at: Int64($0) * 6_000_000, summary: usage)
            }
                + [.stub("later", at: 7_200_000_000), .stub("elsewhere", project: "mill/dyes")])
        _ = try await store.createPrices([.stub("m", prompt: 0.5)])

        let (status, json) = try await self.ask(
            self.hours + #","call_metrics":[{"metric":"call_count"}],"#
                + #""usage_metrics":[{"metric":"total_cost","aggregations":["sum"],"percentiles":[50]}]"#, of: store)

        #expect(status == 200)
        #expect(
            json.text
                == #"{"start":"1970-01-01T00:00:00.000000Z","end":"1970-01-01T02:00:00.000000Z","granularity":3600,"#
                + #""timezone":"UTC","usage_buckets":[{"timestamp":"1970-01-01T00:00:00.000000Z","model":"m","#
                + #""sum_total_cost":1200,"p50_total_cost":2,"count":600},"#
                + #"{"timestamp":"1970-01-01T01:00:00.000000Z","model":"m","sum_total_cost":1000,"#
                + #""p50_total_cost":2,"count":500}],"call_buckets":["#
                + #"{"timestamp":"1970-01-01T00:00:00.000000Z","sum_call_count":600,"count":600},"#
                + #"{"timestamp":"1970-01-01T01:00:00.000000Z","sum_call_count":500,"count":500}]}"#)

        let (_, roots) = try await self.ask(
            self.hours + #","call_metrics":[{"metric":"call_count"}],"filter":{"trace_roots_only":true}"#, of: store)
        #expect(roots["call_buckets"]?.elements().map { $0["count"]?.integer } == [100, 0])
    }

    @Test func `where nothing is asked the buckets are empty`() async throws {
        let (status, json) = try await self.ask(
            #""start":"2025-03-01","end":"2025-03-01T02:00:00","granularity":null,"usage_metrics":null,"#
                + #""call_metrics":[],"filter":null,"timezone":"Europe/Lisbon""#)
        #expect(status == 200)
        #expect(
            json.text
                == #"{"start":"2025-03-01T00:00:00.000000Z","end":"2025-03-01T02:00:00.000000Z","granularity":300,"#
                + #""timezone":"Europe/Lisbon","usage_buckets":[],"call_buckets":[]}"#)
    }

    @Test func `without an end it is now`() async throws {
        let before = Timestamp.now
        let start = Timestamp(microseconds: before.microseconds - 3_600_000_000)
        let (status, json) = try await self.ask(#""start":"\#(start)","call_metrics":[{"metric":"error_count"}]"#)
        #expect(status == 200)
        let end = try #require(json["end"]?.string.flatMap { Timestamp($0) })
        #expect((before...Timestamp.now).contains(end))
        #expect((12...13).contains(try #require(json["call_buckets"]?.elements().count)))
    }

    @Test func `buckets start where the zone's clock does`() async throws {
        let (_, json) = try await self.ask(
            #""start":"2025-07-01T12:00:00Z","end":"2025-07-02T12:00:00Z","granularity":86400,"#
                + #""timezone":"America/New_York","call_metrics":[{"metric":"call_count"}]"#)
        #expect(
            json["call_buckets"]?.elements().map { $0["timestamp"]?.string }
                == ["2025-07-01T04:00:00.000000Z", "2025-07-02T04:00:00.000000Z"])
    }

    @Test(arguments: [
        (#""end":"2025-03-02T00:00:00Z""#, 422), (#""start":null"#, 422), (#""start":"yesterday""#, 422),
        (#""start":true"#, 422), (#""start":"2025-03-02","end":"2025-03-01""#, 400),
        (#""start":"2025-03-01","end":"2025-04-01T00:00:00.000001Z""#, 400), (#""start":-1e300,"end":1e300"#, 400),
        (#""start":"2025-03-01","end":"2025-03-02","granularity":0"#, 400),
        (#""start":"2025-03-01","end":"2025-03-02","granularity":1.5"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","timezone":"Mars/Olympus""#, 400),
        (#""start":"2025-03-01","end":"2025-03-02","timezone":"EST""#, 400),
        (#""start":"2025-03-01","end":"2025-03-02","timezone":"../../etc/passwd""#, 400),
        (#""start":"2025-03-01","end":"2025-03-02","timezone":5"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","call_metrics":{}"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"metric":"colour"}]"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"metric":"input_tokens"}]"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"aggregations":["sum"]}]"#, 422),
        (
            #""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"metric":"latency_ms","aggregations":["mean"]}]"#,
            422
        ),
        (#""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"metric":"latency_ms","percentiles":[101]}]"#, 400),
        (
            #""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"metric":"latency_ms","percentiles":["50"]}]"#,
            422
        ),
        (#""start":"2025-03-01","end":"2025-03-02","call_metrics":[{"metric":"latency_ms","colour":1}]"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","filter":{"colour":[]}"#, 422),
        (#""start":"2025-03-01","end":"2025-03-02","colour":1"#, 422),
    ])
    func `malformed requests are refused`(body: String, status: Int) async throws {
        let (found, json) = try await self.ask(body)
        #expect(found == status, "\(json)")
        #expect((json["detail"] ?? json["reason"]) != nil)
    }

    @Test func `lists have limits`() async throws {
        let metric = #"{"metric":"call_count"}"#
        for (count, status) in [(100, 200), (101, 400)] {
            let metrics = Array(repeating: metric, count: count).joined(separator: ",")
            #expect(try await self.ask(self.hours + #","call_metrics":[\#(metrics)]"#).status == status)
            let percentiles = Array(repeating: "50", count: count).joined(separator: ",")
            let body = #","call_metrics":[{"metric":"latency_ms","percentiles":[\#(percentiles)]}]"#
            #expect(try await self.ask(self.hours + body).status == status)
        }
    }
}
