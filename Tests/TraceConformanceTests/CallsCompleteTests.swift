import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct CallsCompleteTests {
    private let item =
        #"{"project_id":"mill/looms","id":"1","trace_id":"t","op_name":"warp","started_at":"2025-11-20T09:48:45Z","ended_at":"2025-11-20T09:48:46Z","attributes":{},"inputs":{"weft":1.0},"output":null,"summary":{},"wb_run_id":null,"otel_dump":null}"#

    private func complete(
        _ batch: String, path: String = "/v2/mill/looms/calls/complete", options: TraceResponder.Options = .init()
    ) async throws -> (Int, RawJSON, [Call]) {
        let store = InMemoryTraceStore()
        let responder = TraceResponder(store, options: options)
        let response = await responder.respond(to: HTTPRequest(.post, path, body: .text(batch)))
        let answer = try RawJSON(await response.body.collect(upTo: 1 << 20))
        return (response.status, answer, try await store.calls(matching: CallQuery()))
    }

    @Test(arguments: [
        "/v2/mill/looms/calls/complete", "/traces/v2/mill/looms/calls/complete", "/v2/%6dill/looms/calls/complete",
    ])
    func `a batch is recorded`(path: String) async throws {
        let (status, answer, calls) = try await self.complete(#"{"batch":[\#(self.item)]}"#, path: path)
        #expect(status == 200)
        #expect(answer.text == "{}")
        #expect(calls.map(\.id) == ["1"])
        #expect(calls.first?.inputs.text == #"{"weft":1.0}"#)
    }

    @Test(arguments: [
        #"{"project_id":"mill/looms","id":"2"}"#, #""a call""#,
        #"{"project_id":"mill/dyes","id":"2","trace_id":"t","op_name":"warp","started_at":"2025-11-20T09:48:45Z"}"#,
        #"{"project_id":"mill/looms","id":"","trace_id":"t","op_name":"warp","started_at":"2025-11-20T09:48:45Z"}"#,
        #"{"project_id":"mill/looms","id":"2","trace_id":"t","op_name":"warp","started_at":"yesterday"}"#,
        #"{"project_id":"mill/looms","id":"2","trace_id":"t","op_name":"warp","started_at":"2025-11-20T09:48:45Z","inputs":[]}"#,
    ])
    func `a batch with a bad item stores nothing`(bad: String) async throws {
        let (status, answer, calls) = try await self.complete(#"{"batch":[\#(self.item),\#(bad)]}"#)
        #expect(status == 422)
        #expect(answer["detail"]?.elements().first?["loc"]?.text == #"["body","batch",1]"#)
        #expect(calls.isEmpty)
    }

    @Test func `a body without a batch is refused`() async throws {
        #expect(try await self.complete("{}").0 == 422)
        #expect(try await self.complete(#"{"batch":{}}"#).0 == 422)
    }

    @Test func `a body over the limit is too large, one at the limit is not`() async throws {
        let body = #"{"batch":[\#(self.item)]}"#
        var options = TraceResponder.Options()
        options.bodyLimit = body.utf8.count
        #expect(try await self.complete(body, options: options).0 == 200)
        options.bodyLimit -= 1
        let (status, answer, calls) = try await self.complete(body, options: options)
        #expect(status == 413)
        #expect(answer["reason"]?.string?.contains("\(options.bodyLimit)") == true)
        #expect(calls.isEmpty)
    }

    @Test(arguments: [
        (TraceError(.storageFailed, "the disk is full"), 500), (TraceError(.unavailable, "closed"), 503),
        (TraceError(.invalidRequest, "too large"), 400), (TraceError(.storageTooNew, "version 9"), 500),
    ])
    func `what a store cannot do comes out as it was at the other end`(error: TraceError, status: Int) async throws {
        struct FailingStore: CallStore {
            var error: TraceError
            func record(_ calls: [Call]) async throws { throw self.error }
            func calls(matching query: CallQuery) async throws -> [Call] { throw self.error }
        }
        let responder = TraceResponder(InMemoryTraceStore(), calls: FailingStore(error: error))
        let response = await responder.respond(
            to: HTTPRequest(.post, "/v2/mill/looms/calls/complete", body: .text(#"{"batch":[]}"#)))
        #expect(response.status == status)

        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: ResponderTransport(responder))
        for attempt in 0..<2 {
            let found = await #expect(throws: TraceError.self) {
                if attempt == 0 {
                    try await remote.record([.stub("1")])
                } else {
                    _ = try await remote.calls(matching: CallQuery(projectID: "mill/looms"))
                }
            }
            #expect(found?.code == error.code)
            #expect(found?.message.contains(error.message) == true)
        }
    }
}
