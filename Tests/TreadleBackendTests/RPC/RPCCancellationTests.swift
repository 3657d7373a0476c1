import Testing
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace

@testable import TreadleBackend

@Suite struct RPCCancellationTests {
    private let question = #"{"messages":[{"role":"user","content":"hi"}]}"#

    @Test(arguments: [true, false])
    func `cancel ends a request and is answered, whichever way it names it`(inPayload: Bool) async throws {
        var client = RPCFixture([.stall(chunks: [.stub("Wa")])])
        client.send("chat_completion_stream", "s", self.question)
        #expect(await client.next()["type"]?.string == "chat_completion_stream_chunk")
        await client.model.waitUntilStalled()
        if inPayload { client.send("cancel", "c", #"{"request_id":"s"}"#) } else { client.send("cancel", "s") }

        var frames = [await client.next(), await client.next()]
        frames.sort { ($0["type"]?.string ?? "") < ($1["type"]?.string ?? "") }
        #expect(frames[0]["type"]?.string == "cancel_response")
        #expect(frames[0]["data"]?["cancelled"]?.boolean == true)
        #expect(frames[1]["request_id"]?.string == "s")
        #expect(frames[1]["data"]?["category"]?.string == "cancelled")
        let call = try #require(client.recorder.calls(named: "chat_completion_stream").first)
        #expect(call.isCancelled)
        #expect(call.exception?.contains("the client asked for it") == true)
        #expect(call.output?.text.contains(#""content":"Wa""#) == true)
    }

    @Test func `cancelling what does not run says so`() async {
        var client = RPCFixture()
        client.send("cancel", "c", #"{"request_id":"none"}"#)
        #expect(await client.next()["data"]?["cancelled"]?.boolean == false)
    }

    @Test func `a client that goes away cancels everything it had asked for`() async throws {
        let client = RPCFixture([.stall(chunks: [])])
        client.send("chat_completion", "a", self.question)
        await client.model.waitUntilStalled()
        #expect(client.handler.clientCount == 1)
        client.session.closed(.abnormal)
        #expect(client.handler.clientCount == 0)
        while client.recorder.calls.count < 2 { await Task.yield() }
        #expect(client.recorder.calls.allSatisfy { $0.isCancelled })
        #expect(client.recorder.calls[1].exception?.contains("the client went away") == true)
    }

    @Test func `a request_id is taken while its request runs, and free before its answer is out`() async {
        var client = RPCFixture([.stall(chunks: [])])
        client.send("chat_completion", "a", self.question)
        for type in ["chat_completion", "ping", "tools_list", "embedding"] {
            client.send(type, "a", self.question)
            let error = await client.next()
            #expect(error["data"]?["category"]?.string == "validation")
            #expect(error["data"]?["parameter"]?.string == "request_id")
        }
        await client.model.waitUntilStalled()
        client.send("cancel", "c", #"{"request_id":"a"}"#)
        _ = await client.next()
        _ = await client.next()
        client.send("ping", "a")
        #expect(await client.next()["type"]?.string == "ping_response")
    }

    @Test func `only so many requests of a connection run at once`() async {
        var client = RPCFixture([.stall(chunks: [])], requestsPerClient: 2)
        client.send("chat_completion", "a", self.question)
        client.send("chat_completion", "b", self.question)
        client.send("chat_completion", "c", self.question)
        let error = await client.next()
        #expect(error["request_id"]?.string == "c")
        #expect(error["data"]?["category"]?.string == "rate_limit")
        #expect(error["data"]?["retryable"]?.boolean == true)
        #expect(error["error"]?.string?.contains("2 requests") == true)
        client.send("ping", "p")
        #expect(await client.next()["type"]?.string == "ping_response")
        client.session.closed(.normal)
    }

    @Test func `draining refuses new requests and closes once the last one is answered`() async {
        var client = RPCFixture([.stall(chunks: [])])
        client.send("chat_completion", "a", self.question)
        await client.model.waitUntilStalled()
        client.handler.drain()
        #expect(client.connection.close == nil)
        client.send("chat_completion", "b", self.question)
        let refused = await client.next()
        #expect(refused["request_id"]?.string == "b")
        #expect(refused["data"]?["retryable"]?.boolean == true)
        client.handler.abandon()
        #expect(await client.next()["error"]?.string?.contains("shutting down") == true)
        #expect(await client.next().isNull)
        #expect(client.connection.close?.code == .goingAway)
    }

    @Test func `draining an idle connection closes it at once`() {
        let client = RPCFixture()
        client.handler.drain()
        #expect(client.connection.close?.code == .goingAway)
    }

    @Test func `draining refuses new connections, and is over when the last one is gone`() async {
        let client = RPCFixture()
        #expect(client.handler.refusal(of: Self.handshake) == nil)
        client.handler.drain()
        let refusal = client.handler.refusal(of: Self.handshake)
        #expect(refusal?.status == 503)
        #expect(refusal?.headers["Retry-After"] != nil)
        async let isEmpty: Void = client.handler.waitUntilEmpty()
        client.session.closed(.goingAway)
        await isEmpty
        #expect(client.handler.clientCount == 0)
        await client.handler.waitUntilEmpty()
    }

    private static let handshake = HTTPRequest(
        .get, "/ws", headers: ["Host": "localhost"], peer: HTTPPeer(address: "127.0.0.1", isLoopback: true))
}
