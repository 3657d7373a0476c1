import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct CallsCompleteTests {
    private static let id = "019aa0de-0000-7000-8000-000000000001"
    /// A whole call as JSON; a member that is changed to `nil` is left out.
    private static func item(_ changes: [(name: String, value: String?)] = []) -> String {
        let members: [(name: String, value: RawJSON?)] = [
            ("project_id", RawJSON(string: "mill/looms")), ("id", RawJSON(string: Self.id)),
            ("trace_id", RawJSON(string: "0123456789abcdef0123456789abcdef")), ("op_name", RawJSON(string: "warp")),
            ("started_at", RawJSON(string: "2025-11-20T09:48:45Z")),
            ("ended_at", RawJSON(string: "2025-11-20T09:48:46Z")),
            ("attributes", .emptyObject), ("inputs", try? RawJSON(#"{"weft":1.0}"#)), ("output", .null),
            ("summary", .emptyObject), ("wb_run_id", .null), ("otel_dump", .null), ("spools", try? RawJSON("[3]")),
        ]
        let whole = RawJSON.emptyObject.setting(members)
        return whole.setting(changes.map { ($0.name, $0.value.flatMap { try? RawJSON($0) }) }).text
    }

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
        let (status, answer, calls) = try await self.complete(#"{"batch":[\#(Self.item())],"spool":1}"#, path: path)
        #expect(status == 200)
        #expect(answer.text == "{}")
        #expect(calls.map(\.id) == [Self.id])
        #expect(calls.first?.inputs.text == #"{"weft":1.0}"#)
    }

    /// A change to a call that is otherwise fine.
    struct BadMember: Sendable, CustomTestStringConvertible {
        var name: String
        /// `nil` where the member is missing.
        var value: String?
        /// Whether it is of the right kind.
        var isValue: Bool
        var testDescription: String { "\(self.name): \(self.value?.prefix(50) ?? "missing")" }

        static func shape(_ name: String, _ value: String?) -> BadMember {
            BadMember(name: name, value: value, isValue: false)
        }

        static func value(_ name: String, _ value: String) -> BadMember {
            BadMember(name: name, value: RawJSON(string: value).text, isValue: true)
        }
    }

    static let required = [
        "project_id", "id", "trace_id", "op_name", "started_at", "ended_at", "attributes", "inputs", "summary",
    ]
    static let optional = [
        "display_name", "parent_id", "thread_id", "turn_id", "exception", "wb_user_id", "wb_run_id", "wb_run_step",
        "wb_run_step_end", "otel_dump",
    ]
    static let misshapen: [BadMember] =
        Self.required.flatMap { name in [nil, "null", "7", "[]"].map { BadMember.shape(name, $0) } }
        + Self.optional.flatMap { name in ["[]", "true", "1.5"].map { BadMember.shape(name, $0) } }
        + [
            .shape("started_at", #""yesterday""#), .shape("ended_at", #""2025-11-20T09:48:46""#),
            .shape("started_at", #""0001-01-01T00:00:00+14:00""#),
        ]
    static let impossible: [BadMember] = [
        .value("project_id", "mill/dyes"), .value("project_id", ""), .value("id", ""), .value("id", "1"),
        .value("id", "019AA0DE-0000-7000-8000-000000000001"), .value("id", "0123456789abcdef0123456789abcdef"),
        .value("trace_id", "0123456789abcdef"), .value("parent_id", "019aa0de_0000_7000_8000_000000000001"),
        .value("op_name", ""), .value("op_name", String(repeating: "w", count: 129)),
        .value("op_name", "weave:///" + String(repeating: "w", count: 1016)),
        .value("display_name", String(repeating: "w", count: 1025)),
    ]

    @Test(arguments: Self.misshapen + Self.impossible)
    func `a batch with a bad item stores nothing, and says which item is bad`(bad: BadMember) async throws {
        let item = Self.item([(bad.name, bad.value)])
        for batch in ["\(Self.item()),\(item)", "\(Self.item()),\(item),\(Self.item())"] {
            let (status, answer, calls) = try await self.complete(#"{"batch":[\#(batch)]}"#)
            #expect(status == 422)
            let detail = answer["detail"]?.elements().first
            #expect(detail?["loc"]?.text == #"["body","batch",1,"\#(bad.name)"]"#)
            #expect(calls.isEmpty)
        }
        // Alone, a value that cannot be is a bad request.
        let (status, answer, calls) = try await self.complete(#"{"batch":[\#(item)]}"#)
        #expect(status == (bad.isValue ? 400 : 422))
        let reason = answer["reason"]?.string ?? answer["detail"]?.elements().first?["msg"]?.string
        #expect(reason?.contains(bad.name) == true)
        #expect(calls.isEmpty)
    }

    @Test(arguments: [
        ("op_name", String(repeating: "織", count: 128)), ("op_name", "weave:///" + String(repeating: "w", count: 1015)),
        ("display_name", String(repeating: "織", count: 1024)), ("display_name", ""),
        ("parent_id", "0123456789abcdef"), ("id", "0123456789abcdef"),
        ("trace_id", "019aa0de-0000-7000-8000-000000000001"),
    ])
    func `what is within the limits is recorded`(name: String, value: String) async throws {
        let item = Self.item([(name, RawJSON(string: value).text)])
        let (status, answer, calls) = try await self.complete(#"{"batch":[\#(item)]}"#)
        #expect(status == 200, "\(answer)")
        #expect(calls.first?.answer()[name]?.string == value)
    }

    @Test(arguments: ["7", "null", "[]", #""a call""#])
    func `an item that is no object is refused`(item: String) async throws {
        let (status, answer, calls) = try await self.complete(#"{"batch":[\#(Self.item()),\#(item)]}"#)
        #expect(status == 422)
        #expect(answer["detail"]?.elements().first?["loc"]?.text == #"["body","batch",1]"#)
        #expect(calls.isEmpty)
    }

    @Test func `who writes is what the server says, unless it does not know`() async throws {
        let body = #"{"batch":[\#(Self.item([("wb_user_id", #""mallory""#)]))]}"#
        var options = TraceResponder.Options()
        #expect(try await self.complete(body).2.first?.userID == "local")
        options.userID = { request in request.path.hasPrefix("/v2") ? "ada" : "" }
        #expect(try await self.complete(body, options: options).2.first?.userID == "ada")
        options.userID = { _ in "" }
        #expect(try await self.complete(body, options: options).2.first?.userID == "mallory")
    }

    @Test func `more calls than a client sends are recorded as well`() async throws {
        let items = (0..<1500).map { Self.item([("id", #""0123456789ab\#(String(10_000 + $0).suffix(4))""#)]) }
        let (status, _, calls) = try await self.complete(#"{"batch":[\#(items.joined(separator: ","))]}"#)
        #expect(status == 200)
        #expect(calls.count == 1500)
    }

    @Test(arguments: [#"{"batch":[]"#, #"{"batch":[]}}"#, "", #"{"batch":[{"id":}]}"#, #"{"batch":[7],"a":tru}"#])
    func `a body that is not JSON is refused as a whole`(body: String) async throws {
        let (status, answer, _) = try await self.complete(body)
        #expect(status == 422)
        #expect(answer["detail"]?.elements().first?["type"]?.string == "json_invalid")
        #expect(answer["detail"]?.elements().first?["loc"]?.text == #"["body"]"#)
    }

    @Test func `a body without a batch is refused`() async throws {
        #expect(try await self.complete("{}").0 == 422)
        #expect(try await self.complete(#"{"batch":{}}"#).0 == 422)
        #expect(try await self.complete("[]").0 == 422)
    }

    @Test func `a body over the limit is too large, one at the limit is not`() async throws {
        let body = #"{"batch":[\#(Self.item())]}"#
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
            func write(_ writes: [CallWrite]) async throws { throw self.error }
            func rename(callID: String, in projectID: String, to displayName: String?) async throws {}
            func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int { 0 }
            func count(of query: CallQuery) async throws -> CallCount { CallCount(count: 0) }
        }
        var options = TraceResponder.Options()
        options.acceptsAnyID = true
        let responder = TraceResponder(
            InMemoryTraceStore(), calls: FailingStore(error: error), options: options)
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
