import Testing
import TreadleHTTP

@testable import TreadleWebSocketClient

@Suite(.timeLimit(.minutes(1))) struct InboxTests {
    private static func message(_ text: String) -> WebSocketMessage { .text(Array(text.utf8)[...]) }

    @Test func `gives messages in their order, then the end, again and again`() async throws {
        let inbox = Inbox()
        inbox.put(Self.message("warp"))
        inbox.put(Self.message("weft"))
        inbox.end()
        inbox.put(Self.message("too late"))
        #expect(try await inbox.next() == Self.message("warp"))
        #expect(try await inbox.next() == Self.message("weft"))
        #expect(try await inbox.next() == nil)
        #expect(try await inbox.next() == nil)
    }

    @Test func `a break is told after the messages, and the first ending counts`() async throws {
        let inbox = Inbox()
        inbox.put(Self.message("warp"))
        inbox.end(HTTPError(.brokenOff, "the yarn broke"))
        inbox.end()
        #expect(try await inbox.next() == Self.message("warp"))
        await #expect(throws: HTTPError.self) { try await inbox.next() }
    }

    @Test func `who waits is given the next message`() async throws {
        let inbox = Inbox()
        async let waiting = inbox.next()
        inbox.put(Self.message("pick"))
        #expect(try await waiting == Self.message("pick"))
    }

    @Test func `cancelling ends the waiting and loses nothing`() async throws {
        let inbox = Inbox()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await #expect(throws: CancellationError.self) { try await inbox.next() } }
            group.cancelAll()
            try await group.waitForAll()
        }
        inbox.put(Self.message("pick"))
        #expect(try await inbox.next() == Self.message("pick"))
    }

    @Test func `is full at the limit and not below`() async throws {
        let inbox = Inbox()
        inbox.put(.text([UInt8](repeating: 0x78, count: Inbox.readAheadBytes - 1)[...]))
        #expect(!inbox.isFull)
        inbox.put(Self.message("x"))
        #expect(inbox.isFull)
        _ = try await inbox.next()
        #expect(!inbox.isFull)
    }
}
