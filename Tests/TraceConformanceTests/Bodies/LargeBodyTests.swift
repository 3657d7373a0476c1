import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceHTTP

@Suite struct LargeBodyTests {
    private static func responder(
        limit: Int, total: Int = 0, clock: any Clock<Duration> = ContinuousClock()
    ) -> TraceResponder {
        var options = TraceResponder.Options()
        options.bodyLimit = limit
        options.totalBodyLimit = total
        return TraceResponder(InMemoryTraceStore(), options: options, clock: clock)
    }

    /// A request that is of exactly so many bytes.
    private static func query(bytes: Int) -> [UInt8] {
        let query = Array(#"{"project_id":"mill/looms"}"#.utf8)
        return query + [UInt8](repeating: 0x20, count: bytes - query.count)
    }

    private static func ask(_ responder: TraceResponder, _ body: HTTPBody) async -> HTTPResponse {
        await responder.respond(to: HTTPRequest(.post, "/calls/query", body: body))
    }

    @Test(arguments: [1000, 5 << 20])
    func `a body up to the limit is taken, a longer one refused, however it comes`(limit: Int) async throws {
        let responder = Self.responder(limit: limit)
        for (size, status) in [(limit, 200), (limit + 1, 413)] {
            let bytes = Self.query(bytes: size)
            let halves: [ScriptedBodyStream.Step] = [
                .bytes(Array(bytes[..<(size / 2)])), .bytes(Array(bytes[(size / 2)...])),
            ]
            #expect(await Self.ask(responder, .bytes(bytes[...])).status == status)
            #expect(await Self.ask(responder, .stream(ScriptedBodyStream(halves), length: size)).status == status)
            #expect(await Self.ask(responder, .stream(ScriptedBodyStream(halves))).status == status)
        }
    }

    @Test func `a length over the limit is refused before any of it is read`() async throws {
        let stream = ScriptedBodyStream([.failure(HTTPError(.brokenOff, "it was read"))])
        let response = await Self.ask(Self.responder(limit: 1000), .stream(stream, length: 1001))
        #expect(response.status == 413)
        let answer = try RawJSON(await response.body.collect(upTo: 1000))
        #expect(answer["reason"]?.string?.contains("1000 bytes") == true)
        #expect(stream.isCancelled)
    }

    @Test(arguments: [6 << 20, nil] as [Int?])
    func `large bodies wait for each other, and not for ever`(length: Int?) async throws {
        let clock = TestClock()
        let responder = Self.responder(limit: 8 << 20, total: 8 << 20, clock: clock)
        let start: ScriptedBodyStream.Step = .bytes(Self.query(bytes: 5 << 20))
        let first = ScriptedBodyStream([start, .stall])
        async let held = Self.ask(responder, .stream(first, length: length))
        await first.waitUntilStalled()

        // Small ones pass it by.
        #expect(await Self.ask(responder, .bytes(Self.query(bytes: 4 << 20)[...])).status == 200)

        async let late = Self.ask(responder, .stream(ScriptedBodyStream([start]), length: 5 << 20))
        var sleeps = clock.sleeps.makeAsyncIterator()
        #expect(await sleeps.next() == .seconds(15))
        clock.advance(by: .seconds(15))
        let response = await late
        #expect(response.status == 503)
        #expect(response.headers["Retry-After"] == "1")

        // One that waits goes in when the one before it is done.
        async let next = Self.ask(responder, .stream(ScriptedBodyStream([start]), length: 5 << 20))
        #expect(await sleeps.next() == .seconds(15))
        first.cancel()
        _ = await held
        #expect(await next.status == 200)
    }

    @Test func `an answered request gives its room back`() async throws {
        let responder = Self.responder(limit: 6 << 20)
        for _ in 0..<5 {
            #expect(await Self.ask(responder, .bytes(Self.query(bytes: 6 << 20)[...])).status == 200)
            #expect(await Self.ask(responder, .bytes([UInt8](repeating: 0x78, count: 6 << 20)[...])).status == 422)
        }
    }
}
