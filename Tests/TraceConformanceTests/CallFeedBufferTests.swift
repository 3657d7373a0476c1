import Testing
import TreadleTesting

@testable import TreadleTrace

@Suite struct CallFeedBufferTests {
    private func buffer(calls: Int = 3, bytes: Int = .max) -> CallFeedBuffer<String> {
        CallFeedBuffer(bounds: CallFeedBuffer.Bounds(calls: calls, bytes: bytes))
    }

    @Test func `what was added is taken once, in order`() {
        var buffer = self.buffer()
        #expect(buffer.add([.stub("1"), .stub("2")]) == nil)
        #expect(buffer.add([.stub("3")]) == nil)
        let delivery = buffer.take()
        #expect(delivery?.calls.map(\.id) == ["1", "2", "3"])
        #expect(delivery?.lostCount == 0)
        #expect(buffer.take()?.calls.isEmpty == true)
    }

    @Test func `over the limit the oldest are lost, and counted once`() {
        var buffer = self.buffer()
        _ = buffer.add([.stub("1"), .stub("2"), .stub("3")])
        _ = buffer.add([.stub("4"), .stub("5")])
        let delivery = buffer.take()
        #expect(delivery?.calls.map(\.id) == ["3", "4", "5"])
        #expect(delivery?.lostCount == 2)
        #expect(buffer.take()?.lostCount == 0)
    }

    @Test func `bytes are bounded too, but one call is always kept`() {
        let size = Call.stub("1").approximateSize
        var buffer = self.buffer(calls: 100, bytes: 2 * size)
        _ = buffer.add([.stub("1"), .stub("2")])
        #expect(buffer.take()?.lostCount == 0)
        _ = buffer.add([.stub("1"), .stub("2"), .stub("3")])
        #expect(buffer.take()?.calls.map(\.id) == ["2", "3"])

        var tiny = self.buffer(calls: 100, bytes: 1)
        _ = tiny.add([.stub("1"), .stub("2")])
        #expect(tiny.take()?.calls.map(\.id) == ["2"])
    }

    @Test func `who waits is woken once, by what comes or by the end`() {
        var buffer = self.buffer()
        guard case .wait = buffer.arrive("reader") else {
            Issue.record("there was nothing to take")
            return
        }
        #expect(buffer.add([]) == nil)
        #expect(buffer.add([.stub("1")]) == "reader")
        #expect(buffer.add([.stub("2")]) == nil)
        guard case .ready = buffer.arrive("reader") else {
            Issue.record("there was something to take")
            return
        }
        _ = buffer.take()
        _ = buffer.arrive("again")
        #expect(buffer.finish() == "again")
        #expect(buffer.finish() == nil)
    }

    @Test func `after the end what is left can be taken, and nothing is added`() {
        var buffer = self.buffer()
        _ = buffer.add([.stub("1")])
        _ = buffer.finish()
        _ = buffer.add([.stub("2")])
        #expect(buffer.take()?.calls.map(\.id) == ["1"])
        #expect(buffer.take() == nil)
    }
}
