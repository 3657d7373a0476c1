import Testing

@testable import TreadleHTTPCurl

@Suite struct PartQueueTests {
    private func queue(_ counts: Int...) -> PartQueue {
        var queue = PartQueue()
        for (index, count) in counts.enumerated() {
            [UInt8](repeating: UInt8(index), count: count).withUnsafeBytes { queue.append($0) }
        }
        return queue
    }

    @Test func `small parts become one, large ones stay as they are`() {
        var queue = self.queue(10_000, 6384, 1, 20_000)
        #expect(queue.byteCount == 36_385)
        #expect(queue.popFirst()?.count == 16_384)
        #expect(queue.popFirst()?.count == 1)
        #expect(queue.byteCount == 20_000)
        #expect(queue.popFirst()?.count == 20_000)
        #expect(queue.popFirst() == nil)
        #expect(queue.isEmpty)
    }

    @Test func `queues join in order, also after some was taken`() {
        var queue = self.queue(16_384, 16_384)
        _ = queue.popFirst()
        queue.append(self.queue(3))
        #expect(queue.byteCount == 16_387)
        #expect(queue.joined() == ArraySlice([UInt8](repeating: 1, count: 16_384) + [0, 0, 0]))
    }

    @Test func `nothing is no part`() {
        var queue = self.queue(0)
        #expect(queue.popFirst() == nil)
        #expect(self.queue().joined() == [])
    }
}
