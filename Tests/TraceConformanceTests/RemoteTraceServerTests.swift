import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@Suite struct RemoteTraceServerTests {
    /// Answers everything with one response, and keeps what was asked.
    private final class ScriptedResponder: HTTPResponder {
        let response: HTTPResponse
        let requests = Mutex<[HTTPRequest]>([])
        init(_ response: HTTPResponse) { self.response = response }
        func respond(to request: HTTPRequest) async -> HTTPResponse {
            self.requests.withLock { $0.append(request) }
            return self.response
        }
    }

    private struct UnreachableTransport: HTTPTransport {
        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            throw HTTPError(.unreachable, "connection refused")
        }
    }

    /// A body in parts of a few bytes that may break off.
    private final class PiecemealBody: HTTPBodyStream {
        private let rest: Mutex<ArraySlice<UInt8>>
        private let size: Int
        private let breaksOff: Bool
        init(_ text: String, size: Int, breaksOff: Bool = false) {
            self.rest = Mutex(Array(text.utf8)[...])
            self.size = size
            self.breaksOff = breaksOff
        }
        func next() async throws -> ArraySlice<UInt8>? {
            let part = self.rest.withLock { rest in
                defer { rest = rest.dropFirst(self.size) }
                return rest.prefix(self.size)
            }
            if part.isEmpty, self.breaksOff { throw HTTPError(.brokenOff, "connection reset") }
            return part.isEmpty ? nil : part
        }
        func cancel() { self.rest.withLock { $0 = [] } }
    }

    private func remote(_ response: HTTPResponse, callLimit: Int = 1 << 20) -> RemoteTraceServer {
        var options = RemoteTraceServer.Options()
        options.callLimit = callLimit
        return RemoteTraceServer(
            baseURL: "http://mill.example", transport: ResponderTransport(ScriptedResponder(response)), options: options
        )
    }

    private let query = CallQuery(projectID: "mill/looms")

    @Test func `the key goes along as Weave's clients send it, and the project in the path`() async throws {
        let responder = ScriptedResponder(.json(.emptyObject))
        let remote = RemoteTraceServer(
            baseURL: "http://mill.example/traces/", apiKey: Secret("warp and weft"),
            transport: ResponderTransport(responder))
        try await remote.record([.stub("1", project: "mill & co/silk 織")])

        let request = try #require(responder.requests.withLock { $0.first })
        #expect(request.target == "/traces/v2/mill%20%26%20co/silk%20%E7%B9%94/calls/complete")
        #expect(request.headers["Authorization"] == "Basic YXBpOndhcnAgYW5kIHdlZnQ=")
        #expect(request.headers["Content-Type"] == "application/json")
    }

    @Test(arguments: ["", "mill", "/looms", "mill/"])
    func `a project that is not entity and name is refused`(project: String) async {
        let error = await #expect(throws: TraceError.self) {
            try await self.remote(.json(.emptyObject)).record([.stub("1", project: project)])
        }
        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: [
        (401, #"{"detail":"no"}"#, TraceError.Code.unauthorized), (403, "", .unauthorized), (404, "{}", .notFound),
        (422, #"{"detail":[{"loc":["body","limit"],"msg":"too low"}]}"#, .unprocessable), (413, "x", .tooLarge),
        (429, #"{"reason":"slow down"}"#, .unavailable), (500, #"{"reason":"oops"}"#, .unavailable),
        (302, "", .invalidRequest),
    ])
    func `a refusal becomes an error that says why`(status: Int, body: String, code: TraceError.Code) async {
        let response = HTTPResponse(status, headers: ["Retry-After": "7"], body: .text(body))
        let error = await #expect(throws: TraceError.self) {
            _ = try await self.remote(response).calls(matching: query)
        }
        #expect(error?.code == code)
        #expect(error?.retryAfter == .seconds(7))
        for reason in ["slow down", "oops", "body.limit: too low"] where body.contains(reason.suffix(4)) {
            #expect(error?.message.contains(reason) == true)
        }
    }

    @Test func `a server that cannot be reached is unavailable`() async {
        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: UnreachableTransport())
        let error = await #expect(throws: TraceError.self) { try await remote.record([.stub("1")]) }
        #expect(error?.code == .unavailable)
        #expect(error?.isRetryable == true)
    }

    @Test(arguments: [1, 7, 100_000])
    func `an answer may come in parts of any size`(size: Int) async throws {
        let store = InMemoryTraceStore()
        let calls = (0..<5).map { Call.stub("\($0)", output: RawJSON(.string("織 \($0)"))) }
        try await store.record(calls)
        let answer = await TraceResponder(store).respond(
            to: HTTPRequest(.post, "/calls/stream_query", body: .text(#"{"project_id":"mill/looms"}"#)))
        let text = String(decoding: try await answer.body.collect(upTo: 1 << 20), as: UTF8.self)
        for text in [text, String(text.dropLast()), "\n\n" + text] {
            let response = HTTPResponse(200, body: .stream(PiecemealBody(text, size: size)))
            #expect(try await self.remote(response).calls(matching: self.query) == calls)
        }
    }

    @Test func `an answer that breaks off is an error, not a short answer`() async throws {
        let store = InMemoryTraceStore()
        try await store.record([.stub("1")])
        let line = String(
            decoding: try await TraceResponder(store).respond(
                to: HTTPRequest(.post, "/calls/stream_query", body: .text(#"{"project_id":"mill/looms"}"#))
            ).body.collect(upTo: 1 << 20), as: UTF8.self)
        let response = HTTPResponse(200, body: .stream(PiecemealBody(line, size: 9, breaksOff: true)))
        let error = await #expect(throws: TraceError.self) {
            _ = try await self.remote(response).calls(matching: self.query)
        }
        #expect(error?.code == .unavailable)
    }

    @Test(arguments: ["<html>", #"{"id":1}"#, "[]"])
    func `an answer that is not the protocol says so`(body: String) async {
        let error = await #expect(throws: TraceError.self) {
            _ = try await self.remote(HTTPResponse(200, body: .text(body))).calls(matching: self.query)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("check the URL") == true)
    }

    @Test func `a line over the limit is given up`() async {
        let body = PiecemealBody(String(repeating: "x", count: 1000), size: 100)
        let error = await #expect(throws: TraceError.self) {
            _ = try await self.remote(HTTPResponse(200, body: .stream(body)), callLimit: 500).calls(
                matching: self.query)
        }
        #expect(error?.message.contains("500") == true)
    }
}
