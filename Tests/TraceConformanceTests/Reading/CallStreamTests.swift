import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

/// Answers of any length are written as they are read.
@Suite struct CallStreamTests {
    /// Reads so many pages, and then fails.
    private struct FailingStore: CallStore {
        let base: SQLiteTraceStore
        let pages = Counter()

        final class Counter: Sendable {
            let count = Mutex(0)
        }

        func record(_ calls: [Call]) async throws { try await self.base.record(calls) }
        func write(_ writes: [CallWrite]) async throws { try await self.base.write(writes) }
        func rename(callID: String, in projectID: String, to displayName: String?) async throws {}
        func deleteCalls(_ ids: [String], in projectID: String) async throws -> Int { 0 }
        func count(of query: CallQuery) async throws -> CallCount { CallCount(count: 0) }
        func calls(matching query: CallQuery) async throws -> [Call] { [] }
        func page(of query: CallQuery, after position: CallPage.Position?) async throws -> CallPage {
            let number = self.pages.count.withLock { count in
                count += 1
                return count
            }
            guard number < 3 else { throw TraceError(.storageFailed, "the disk is full") }
            return try await self.base.page(of: query, after: position)
        }
    }

    private static func parts(_ path: String, _ server: any TraceServer, _ calls: (any CallStore)? = nil) async throws
        -> (parts: [[UInt8]], error: (any Error)?)
    {
        let responder = TraceResponder(server, calls: calls)
        let response = await responder.respond(
            to: HTTPRequest(.post, path, body: .text(#"{"project_id":"mill/looms"}"#)))
        #expect(response.status == 200)
        switch response.body {
        case .bytes(let bytes): return ([Array(bytes)], nil)
        case .stream(let stream, _):
            var parts: [[UInt8]] = []
            do {
                while let part = try await stream.next() { parts.append(Array(part)) }
            } catch {
                return (parts, error)
            }
            return (parts, nil)
        }
    }

    private static func calls(_ count: Int, bytes: Int = 0) -> [Call] {
        (0..<count).map { number in
            .stub("\(number)", at: Int64(number), output: RawJSON(string: String(repeating: "w", count: bytes)))
        }
    }

    @Test(arguments: [0, 1, 499, 500, 501, 1700])
    func `both shapes hold the same calls, however many pages they take`(count: Int) async throws {
        let store = try SQLiteTraceStore(path: ":memory:")
        try await store.record(Self.calls(count))
        let lines = try await Self.parts("/calls/stream_query", store)
        let list = try await Self.parts("/calls/query", store)
        #expect((lines.parts.count > 1) == (count > 500) && (list.parts.count > 1) == (count > 500))
        let text = String(decoding: lines.parts.joined(), as: UTF8.self)
        #expect(text.isEmpty == (count == 0) && (text.isEmpty || text.hasSuffix("}\n")))
        let first = try text.split(separator: "\n").map { try RawJSON(String($0)) }
        let second = try RawJSON(Array(list.parts.joined()))["calls"]?.elements()
        #expect(first == second)
        #expect(first.map { $0["id"]?.string } == (0..<count).map(String.init))
    }

    @Test(arguments: ["/calls/stream_query", "/calls/query"])
    func `no part is much larger than a call and a mebibyte`(path: String) async throws {
        // This store has everything on one page.
        let store = InMemoryTraceStore()
        try await store.record(Self.calls(12, bytes: 300_000))
        let (parts, error) = try await Self.parts(path, store)
        #expect(error == nil && parts.count > 2)
        #expect(parts.allSatisfy { $0.count < 1_400_000 })
        let text = String(decoding: parts.joined(), as: UTF8.self)
        let calls =
            path == "/calls/query"
            ? try RawJSON(text)["calls"]?.elements() : try text.split(separator: "\n").map { try RawJSON(String($0)) }
        #expect(calls?.map { $0["id"]?.string } == (0..<12).map(String.init))
    }

    @Test(arguments: ["/calls/stream_query", "/calls/query"])
    func `a store that fails on the way breaks the answer off`(path: String) async throws {
        let base = try SQLiteTraceStore(path: ":memory:")
        try await base.record(Self.calls(1700))
        let (parts, error) = try await Self.parts(path, base, FailingStore(base: base))
        #expect(parts.count == 2)
        #expect((error as? HTTPError)?.code == .brokenOff)
        #expect(
            "\(String(describing: error))".contains("disk") == false
                || (error as? HTTPError)?.message.contains("disk") == false)
    }

    @Test func `who gives up is not read for any more`() async throws {
        let base = try SQLiteTraceStore(path: ":memory:")
        try await base.record(Self.calls(1200))
        let store = FailingStore(base: base)
        let response = await TraceResponder(base, calls: store).respond(
            to: HTTPRequest(.post, "/calls/stream_query", body: .text(#"{"project_id":"mill/looms"}"#)))
        guard case .stream(let stream, _) = response.body else { throw HTTPError(.malformed, "it is no stream") }
        _ = try await stream.next()
        stream.cancel()
        #expect(try await stream.next() == nil)
        #expect(store.pages.count.withLock { $0 } == 1)
    }

    @Test func `line breaks between the tokens of a payload become spaces`() async throws {
        let store = InMemoryTraceStore()
        var call = Call.stub("1", output: try RawJSON("[1,\r\n2\n]"))
        call.inputs = try RawJSON("{\n\"a\\n\":1}")
        call.attributes = try RawJSON("{\r}")
        call.summary = try RawJSON("{\n}")
        try await store.record([call, .stub("2")])
        let text = String(decoding: try await Self.parts("/calls/stream_query", store).parts.joined(), as: UTF8.self)
        let lines = text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        #expect(lines.count == 2)
        let first = try RawJSON(String(Substring(lines[0])))
        #expect(first["output"]?.text == "[1,  2 ]" && first["inputs"]?.text == #"{ "a\n":1}"#)
    }
}
