import Dispatch
import Synchronization
import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@testable import Weave

struct PatienceTests {
    /// A server that never answers, and tells when it has been asked and when it is given up.
    private final class SilentTransport: HTTPTransport {
        let events: AsyncStream<String>
        private let event: AsyncStream<String>.Continuation

        init() { (self.events, self.event) = AsyncStream.makeStream() }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let (silence, silent) = AsyncStream<Void>.makeStream()
            self.event.yield("asked")
            for await _ in silence {}
            silent.finish()
            self.event.yield("given up")
            throw CancellationError()
        }
    }

    @Test func `Past its deadline a request is given up, and the error says what to do`() async throws {
        let transport = SilentTransport()
        let clock = TestClock()
        let client = AsyncWeaveClient(
            project: "mill/looms", store: RemoteTraceServer(baseURL: "http://mill.example", transport: transport),
            clock: clock)
        async let outcome = Result { try await client.callCount() }
        var events = transport.events.makeAsyncIterator()
        #expect(await events.next() == "asked")
        var sleeps = clock.sleeps.makeAsyncIterator()
        #expect(await sleeps.next() == .seconds(30))
        clock.advance(by: .milliseconds(29_999))
        #expect(clock.sleeperCount == 1)
        clock.advance(by: .milliseconds(1))
        let result = await outcome
        let error = #expect(throws: TraceError.self) { try result.get() }
        #expect(error?.code == .unavailable && error?.message.contains("ClientOptions.deadline") == true)
        #expect(await events.next() == "given up")
    }

    @Test func `Cancelling a task gives its request up`() async throws {
        let transport = SilentTransport()
        let client = AsyncWeaveClient(
            project: "mill/looms", store: RemoteTraceServer(baseURL: "http://mill.example", transport: transport),
            clock: TestClock())
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for try await _ in client.callsStream() {} }
            var events = transport.events.makeAsyncIterator()
            #expect(await events.next() == "asked")
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
            #expect(await events.next() == "given up")
        }
    }

    private final class CountedPages: Sendable {
        let asked = Mutex(0)

        func page(from start: Int) -> Page<Int> {
            self.asked.withLock { $0 += 1 }
            return Page(Array(start..<start + 10)) { self.page(from: start + 10) }
        }
    }

    @Test func `A stream asks for no page before it is wanted`() async throws {
        let pages = CountedPages()
        var iterator = AsyncPaginator { pages.page(from: 0) }.makeAsyncIterator()
        #expect(pages.asked.withLock { $0 } == 0)
        for index in 0..<10 { #expect(try await iterator.next() == index) }
        #expect(pages.asked.withLock { $0 } == 1)
        #expect(try await iterator.next() == 10)
        #expect(pages.asked.withLock { $0 } == 2)
    }

    @Test func `A closed client says so, however often it is closed, and its streams do`() async throws {
        let client = AsyncWeaveClient(project: "mill/looms", store: InMemoryTraceStore())
        let stream = client.callsStream()
        client.close()
        client.close()
        for _ in 0..<2 {
            let error = await #expect(throws: TraceError.self) {
                try await client.save(["width": 140], name: "pattern")
            }
            #expect(error?.message.contains("closed") == true && error?.isRetryable == false)
        }
        await #expect(throws: TraceError.self) { try await stream.first() }
    }

    @Test func `The blocking client refuses to wait within a task`() async throws {
        let client = WeaveClient(project: "mill/looms", store: InMemoryTraceStore())
        let error = #expect(throws: TraceError.self) { try client.callCount() }
        #expect(error?.message.contains("AsyncWeaveClient") == true)
        let result = Array(client.callsStream())
        #expect(result.count == 1 && (try? result[0].get()) == nil)
    }

    @Test func `The blocking client works on a thread that no task uses`() async throws {
        let store = InMemoryTraceStore()
        try await store.record((0..<25).map { Call.stub("row-\($0)", at: Int64($0)) })
        let counts = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.count(WeaveClient(project: "mill/looms", store: store)) })
            }
        }
        #expect(counts == [25, 25, 10, 10, 5])
    }

    @Test(.timeLimit(.minutes(1)))
    func `The blocking client works, and sends again, while all threads of dispatch's queues wait for it`() async throws
    {
        let bodies = Mutex<Set<ArraySlice<UInt8>>>([])
        let transport = ScriptedTransport { request in
            let body = try await request.body.collect(upTo: 1 << 20)
            guard bodies.withLock({ !$0.insert(body).inserted }) else { return HTTPResponse(503) }
            return HTTPResponse(200, body: .text(#"{"count":3,"has_more":false}"#))
        }
        var options = RemoteTraceServer.Options()
        options.retries = .standard
        let server = RemoteTraceServer(
            baseURL: "http://mill.example", transport: transport, options: options, clock: ThreadClock())
        let counts = await withCheckedContinuation { (continuation: CheckedContinuation<[Int?], Never>) in
            DispatchQueue.global().async {
                let client = WeaveClient(project: "mill/looms", store: server, clock: ThreadClock())
                let counts = Mutex<[Int?]>([])
                let group = DispatchGroup()
                for number in 0..<160 {
                    DispatchQueue.global().async(group: group) {
                        let count = try? client.callCount(filter: CallFilter(ids: ["row-\(number)"]))
                        counts.withLock { $0.append(count) }
                    }
                }
                group.wait()
                continuation.resume(returning: counts.withLock { $0 })
            }
        }
        #expect(counts == [Int?](repeating: 3, count: 160))
    }

    private static func count(_ client: WeaveClient) throws -> [Int] {
        defer { client.close() }
        var calls = 0
        for call in client.callsStream() {
            _ = try call.get()
            calls += 1
        }
        var counts = [try client.callCount(), calls]
        for batch in client.callsStream().batches(of: 10) { counts.append(try batch.get().count) }
        return counts
    }

    @Test func `Batches have their size, whatever the pages had`() async throws {
        let pages = AsyncPaginator<Int> { Page([0, 1, 2]) { Page([]) { Page([3]) { Page([4, 5, 6]) } } } }
        var batches: [[Int]] = []
        for try await batch in pages.batches(of: 2) { batches.append(batch) }
        #expect(batches == [[0, 1], [2, 3], [4, 5], [6]])
    }

    @Test func `After an error a stream has ended`() async throws {
        let pages = AsyncPaginator<Int> { Page([0]) { throw TraceError(.unavailable, "the mill is closed") } }
        var iterator = pages.makeAsyncIterator()
        #expect(try await iterator.next() == 0)
        await #expect(throws: TraceError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
