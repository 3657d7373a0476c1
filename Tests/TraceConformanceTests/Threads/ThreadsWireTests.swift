import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct ThreadsWireTests {
    private static let second: Int64 = 1_000_000

    /// A turn that starts at a second and takes some.
    private static func turn(
        _ id: String, of thread: String?, at start: Int64, for seconds: Int64?, turnID: String? = nil
    ) -> Call {
        var call = Call.stub(id, at: start * Self.second)
        call.threadID = thread
        call.turnID = turnID ?? id
        call.endedAt = seconds.map { Timestamp(microseconds: (start + $0) * Self.second) }
        return call
    }

    /// Thread a from 0 to 12 s, thread b from 20 to 21 s, thread c from 30 to 40 s with one turn inside of another.
    private static let calls = [
        turn("a2", of: "a", at: 10, for: 2), turn("a1", of: "a", at: 0, for: 1),
        turn("a-inner", of: "a", at: 0, for: 500, turnID: "a1"), turn("b1", of: "b", at: 20, for: 1),
        turn("b-running", of: "b", at: 22, for: nil), turn("c1", of: "c", at: 30, for: 10),
        turn("c2", of: "c", at: 31, for: 1), turn("d-running", of: "d", at: 50, for: nil),
        turn("nameless", of: "", at: 60, for: 1), turn("threadless", of: nil, at: 61, for: 1),
    ]

    private func lines(
        _ body: String = "", of store: any TraceServer
    ) async throws -> (response: HTTPResponse, lines: [RawJSON]) {
        let response = await TraceResponder(store).respond(
            to: HTTPRequest(
                .post, "/threads/stream_query", body: .text(#"{"project_id":"mill/looms"\#(body)}"#)))
        let text = String(decoding: try await response.body.collect(upTo: 1 << 22), as: UTF8.self)
        return (response, try text.split(separator: "\n").map { try RawJSON(String($0)) })
    }

    private func threads(_ body: String, of store: any TraceServer) async throws -> [String?] {
        let (response, lines) = try await self.lines(body, of: store)
        #expect(response.status == 200, "\(lines)")
        return lines.map { $0["thread_id"]?.string }
    }

    @Test(arguments: [Backend.memory, .sqlite])
    func `a thread is a line, of its turns that have ended`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record(Self.calls + [.stub("other", project: "mill/dyes")])
        let (response, lines) = try await self.lines(of: store)
        #expect(response.headers["Content-Type"] == "application/x-ndjson")
        #expect(
            lines.map(\.text) == [
                #"{"thread_id":"c","turn_count":2,"start_time":"1970-01-01T00:00:30.000000Z","#
                    + #""last_updated":"1970-01-01T00:00:40.000000Z","first_turn_id":"c1","last_turn_id":"c1","#
                    + #""p50_turn_duration_ms":5500.0,"p99_turn_duration_ms":9910.0}"#,
                #"{"thread_id":"b","turn_count":1,"start_time":"1970-01-01T00:00:20.000000Z","#
                    + #""last_updated":"1970-01-01T00:00:21.000000Z","first_turn_id":"b1","last_turn_id":"b1","#
                    + #""p50_turn_duration_ms":1000.0,"p99_turn_duration_ms":1000.0}"#,
                #"{"thread_id":"a","turn_count":2,"start_time":"1970-01-01T00:00:00.000000Z","#
                    + #""last_updated":"1970-01-01T00:00:12.000000Z","first_turn_id":"a1","last_turn_id":"a2","#
                    + #""p50_turn_duration_ms":1500.0,"p99_turn_duration_ms":1990.0}"#,
            ])
    }

    @Test(arguments: [
        ("", ["c", "b", "a"]), (#","sort_by":[]"#, ["c", "b", "a"]),
        (#","filter":null,"sort_by":null"#, ["c", "b", "a"]),
        (#","sort_by":[{"field":"thread_id","direction":"asc"}],"limit":1,"offset":1"#, ["b"]),
        (#","sort_by":[{"field":"turn_count","direction":"desc"}]"#, ["a", "c", "b"]),
        (
            #","sort_by":[{"field":"turn_count","direction":"asc"},{"field":"start_time","direction":"desc"}]"#,
            ["b", "c", "a"]
        ),
        (#","sort_by":[{"field":"p50_turn_duration_ms","direction":"asc"}]"#, ["b", "a", "c"]),
        (#","sort_by":[{"field":"p99_turn_duration_ms","direction":"desc"}]"#, ["c", "a", "b"]),
        (#","sort_by":[{"field":"last_updated","direction":"asc"}]"#, ["a", "b", "c"]), (#","limit":0"#, []),
        (#","offset":9"#, []), (#","filter":{"thread_ids":["b","x"]}"#, ["b"]),
        (#","filter":{"thread_ids":[]}"#, ["c", "b", "a"]),
        (#","filter":{"after_datetime":"1970-01-01T00:00:00Z"}"#, ["c", "b"]),
        (#","filter":{"after_datetime":"1970-01-01T00:00:05Z"}"#, ["c", "b"]),
        (#","filter":{"before_datetime":"1970-01-01T00:00:21Z"}"#, ["a"]),
        (#","filter":{"before_datetime":"1970-01-01T00:00:21.000001"}"#, ["b", "a"]),
        (
            #","filter":{"after_datetime":"1970-01-01T00:00:10Z","before_datetime":"1970-01-01T00:00:30Z"}"#, ["b"]
        ),
    ])
    func `threads are filtered and sorted by what they show`(body: String, expected: [String]) async throws {
        let store = InMemoryTraceStore()
        try await store.record(Self.calls)
        #expect(try await self.threads(body, of: store) == expected)
    }

    @Test(arguments: [
        (#","limit":-1"#, 400), (#","offset":-1"#, 400), (#","limit":"x""#, 422), (#","colour":1"#, 422),
        (#","filter":[]"#, 422), (#","filter":{"colour":1}"#, 422), (#","filter":{"thread_ids":"a"}"#, 422),
        (#","filter":{"after_datetime":"soon"}"#, 422), (#","sort_by":{}"#, 422),
        (#","sort_by":[{"field":"colour","direction":"asc"}]"#, 400),
        (#","sort_by":[{"field":"first_turn_id","direction":"asc"}]"#, 400),
        (#","sort_by":[{"field":"thread_id","direction":"up"}]"#, 422), (#","sort_by":[{"field":"thread_id"}]"#, 422),
        (#","sort_by":[{"direction":"asc"}]"#, 422),
        (#","sort_by":[{"field":"thread_id","direction":"asc","colour":1}]"#, 422), (#","project_id":null"#, 422),
    ])
    func `malformed requests are refused`(body: String, status: Int) async throws {
        let (response, lines) = try await self.lines(body, of: InMemoryTraceStore())
        #expect(response.status == status, "\(lines)")
        #expect(lines.count == 1)
    }

    @Test func `a list of sort keys has a limit`() async throws {
        for (count, status) in [(64, 200), (65, 400)] {
            let keys = Array(repeating: #"{"field":"thread_id","direction":"asc"}"#, count: count)
            let (response, _) = try await self.lines(
                #","sort_by":[\#(keys.joined(separator: ","))]"#, of: InMemoryTraceStore())
            #expect(response.status == status)
        }
    }

    @Test func `names that only look alike are two threads`() async throws {
        let store = InMemoryTraceStore()
        try await store.record([
            Self.turn("1", of: "caf\u{E9}", at: 0, for: 1), Self.turn("2", of: "cafe\u{301}", at: 1, for: 1),
        ])
        #expect(try await self.lines(of: store).lines.count == 2)
    }
}
