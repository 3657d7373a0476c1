import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

@Suite struct RecordingTests {
    @Test(arguments: Backend.allCases)
    func `calls of several projects may come together`(backend: Backend) async throws {
        let store = try backend.makeStore()
        try await store.record([.stub("1"), .stub("2", project: "mill/dyes"), .stub("3")])

        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")).map(\.id) == ["1", "3"])
        #expect(try await store.calls(matching: CallQuery(projectID: "mill/dyes")).map(\.id) == ["2"])
    }

    @Test func `of a batch that cannot be stored nothing is`() async throws {
        var options = SQLiteTraceStore.Options()
        options.maximumRowSize = 10_000
        let large = RawJSON(.string(String(repeating: "weft ", count: 4000)))
        let sqlite = try SQLiteTraceStore(path: ":memory:", options: options)
        var responderOptions = TraceResponder.Options()
        responderOptions.acceptsAnyID = true
        let remote = RemoteTraceServer(
            baseURL: "http://mill.example",
            transport: ResponderTransport(TraceResponder(sqlite, options: responderOptions)))
        for store in [sqlite, remote] as [any CallStore] {
            let error = await #expect(throws: TraceError.self) {
                try await store.record([.stub("1"), .stub("2", output: large), .stub("3")])
            }
            #expect(error?.code == .invalidRequest)
            #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `payloads may nest as deep as what they came in`(backend: Backend) async throws {
        let depth = JSONLimits().maximumDepth - 1
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let deep = try RawJSON(#"{"cloth":\#(nested)}"#)
        let call = Call.stub("1", inputs: deep, output: deep)
        let store = try backend.makeStore()
        try await store.record([call])

        #expect(try await store.calls(matching: CallQuery(projectID: "mill/looms")) == [call])
    }

    @Test(.timeLimit(.minutes(1)))
    func `the memory store tells of every batch`() async throws {
        let store = InMemoryTraceStore()
        var batches = store.batches.makeAsyncIterator()
        async let recording: Void = store.record([.stub("1"), .stub("2")])
        #expect(await batches.next()?.map(\.id) == ["1", "2"])
        try await recording
    }
}
