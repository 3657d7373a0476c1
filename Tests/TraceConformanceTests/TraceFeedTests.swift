import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// The feed over the wire, without a socket.
@Suite(.timeLimit(.minutes(1))) struct TraceFeedTests {
    let feed = CallFeed()
    let clock = ManualClock()

    private var responder: TraceResponder {
        var options = TraceResponder.Options()
        options.acceptsAnyID = true
        options.userID = { _ in "" }
        return TraceResponder(
            InMemoryTraceStore(), calls: ObservedCallStore(InMemoryTraceStore(), feed: self.feed), feed: self.feed,
            options: options, clock: self.clock)
    }

    private func listen(_ query: String = "?project_id=mill%2Flooms") async throws -> any HTTPBodyStream {
        let response = await self.responder.respond(to: HTTPRequest(.get, "/calls/feed" + query))
        #expect(response.status == 200)
        #expect(response.headers["Content-Type"] == "text/event-stream")
        guard case .stream(let stream, nil) = response.body else { throw HTTPError(.malformed, "not a stream") }
        return stream
    }

    private func text(_ bytes: ArraySlice<UInt8>?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test func `every recorded call is one event on one line`() async throws {
        let stream = try await self.listen()
        #expect(try await self.text(stream.next()) == ":\n\n")
        self.feed.publish([.stub("1", output: try RawJSON("[\n1\n]")), .stub("2"), .stub("3", project: "mill/dyes")])

        let events = try #require(try await self.text(stream.next())).split(separator: "\n\n")
        #expect(events.count == 2)
        #expect(events.allSatisfy { $0.hasPrefix("event: call\ndata: {\"project_id\":\"mill/looms\"") })
        #expect(events.allSatisfy { $0.split(separator: "\n").count == 2 })
    }

    @Test func `while nothing happens a comment comes every fifteen seconds`() async throws {
        let stream = try await self.listen()
        _ = try await stream.next()
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        for _ in 0..<3 {
            async let part = stream.next()
            #expect(await sleeps.next() == .seconds(15))
            self.clock.advance(by: .seconds(15))
            #expect(try await self.text(part) == ":\n\n")
        }
        // What comes after a heartbeat is not lost to it.
        self.feed.publish([.stub("1")])
        #expect(try await self.text(stream.next())?.contains("\"id\":\"1\"") == true)
    }

    @Test func `a client that goes ends its subscription`() async throws {
        let stream = try await self.listen()
        _ = try await stream.next()
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        async let part = stream.next()
        _ = await sleeps.next()
        #expect(self.feed.subscriberCount == 1)
        stream.cancel()
        #expect(try await part == nil)
        #expect(self.feed.subscriberCount == 0)
    }

    @Test(arguments: ["", "?project_id", "?project=mill", "?project_id=%zz"])
    func `a feed must name its project`(query: String) async {
        let response = await self.responder.respond(to: HTTPRequest(.get, "/calls/feed" + query))
        #expect(response.status == 422)
    }

    @Test func `a server without a feed says so`() async {
        let responder = TraceResponder(InMemoryTraceStore())
        let response = await responder.respond(to: HTTPRequest(.get, "/calls/feed?project_id=a%2Fb"))
        #expect(response.status == 404)
        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: ResponderTransport(responder))
        let error = await #expect(throws: TraceError.self) { _ = try await remote.feed(of: "a/b") }
        #expect(error?.code == .notFound)
    }

    @Test func `a remote listener gets the calls as they were recorded`() async throws {
        let remote = RemoteTraceServer(
            baseURL: "http://mill.example/traces", transport: ResponderTransport(self.responder))
        let call = Call.stub("1", inputs: try RawJSON(#"{"weft":1.0}"#), summary: try RawJSON(#"{"usage":{}}"#))
        var events = try await remote.feed(of: "mill/looms").makeAsyncIterator()

        try await remote.record([call, .stub("2", project: "mill/dyes"), .stub("3")])

        #expect(try await events.next()?.calls == [call])
        #expect(try await events.next()?.calls.map(\.id) == ["3"])
        self.feed.finish()
        #expect(try await events.next() == nil)
    }

    @Test func `a remote listener that is too slow is told how many it lost`() async throws {
        let remote = RemoteTraceServer(
            baseURL: "http://mill.example", transport: ResponderTransport(self.responder))
        var events = try await remote.feed(of: "mill/looms").makeAsyncIterator()
        self.feed.publish((0..<1030).map { .stub("\($0)") })
        #expect(try await events.next()?.lostCount == 6)
        #expect(try await events.next()?.calls.map(\.id) == ["6"])
    }

    @Test func `a remote listener that lets go ends its request`() async throws {
        let remote = RemoteTraceServer(baseURL: "http://mill.example", transport: ResponderTransport(self.responder))
        do {
            let events = try await remote.feed(of: "mill/looms")
            #expect(self.feed.subscriberCount == 1)
            _ = events
        }
        #expect(self.feed.subscriberCount == 0)
    }
}
