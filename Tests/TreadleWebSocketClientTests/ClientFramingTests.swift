import Testing
import TreadleHTTP

@testable import TreadleWebSocketClient

@Suite struct ClientFramingTests {
    private let framing: ClientFraming

    init() throws {
        self.framing = try ClientFraming(maximumMessageBytes: 100)
    }

    @Test func `masks what it sends, with a mask that changes`() throws {
        var masks: Set<[UInt8]> = []
        for _ in 0..<4 {
            try self.framing.queue(text: Array("weft".utf8)[...])
            let frame = self.framing.output
            #expect(frame.prefix(2) == [0x81, 0x84])
            let mask = Array(frame[2..<6])
            #expect(zip(frame[6...], 0...).map { $0 ^ mask[$1 % 4] } == Array("weft".utf8))
            masks.insert(mask)
            self.framing.sent(frame.count)
            #expect(self.framing.output.isEmpty)
        }
        #expect(masks.count > 1)
    }

    @Test func `puts fragments together, byte by byte`() throws {
        let frames: [UInt8] = [0x01, 2, 0x77, 0x61, 0x80, 2, 0x72, 0x70]
        var messages: [WebSocketMessage] = []
        for byte in frames { messages += try self.framing.receive([byte]) }
        #expect(messages == [.text(Array("warp".utf8)[...])])
    }

    @Test func `answers a ping`() throws {
        #expect(try self.framing.receive([0x89, 1, 0x61]).isEmpty)
        #expect(self.framing.output.prefix(2) == [0x8A, 0x81])
    }

    @Test func `agrees to a close, says why, and is over`() throws {
        #expect(try self.framing.receive([0x88, 2, 0x03, 0xE9]).isEmpty)
        #expect(self.framing.closeCode == .goingAway)
        #expect(self.framing.output.prefix(2) == [0x88, 0x82])
        #expect(self.framing.isOver)
    }

    @Test func `a close of its own is over when the server agrees`() throws {
        try self.framing.queue(close: .normal)
        #expect(!self.framing.isOver)
        _ = try self.framing.receive([0x88, 2, 0x03, 0xE8])
        #expect(self.framing.isOver)
        #expect(throws: HTTPError.self) { try self.framing.queue(text: [0x78]) }
    }

    @Test(arguments: [(100, 1, false), (101, 0, true)])
    func `takes a message at the limit and closes over it`(size: Int, messages: Int, closes: Bool) throws {
        let frame = [0x82, UInt8(size)] + [UInt8](repeating: 0, count: size)
        #expect(try self.framing.receive(frame[...]).count == messages)
        #expect(self.framing.output.first == (closes ? 0x88 : nil))
    }

    @Test func `closes at a masked frame`() throws {
        #expect(try self.framing.receive([0x81, 0x81, 0, 0, 0, 0, 0x78]).isEmpty)
        #expect(self.framing.output.first == 0x88)
    }
}
