import Testing

@testable import TreadleTraceSQLite

@Suite struct WriteQueueTests {
    private func queue(rows: [Int], size: Int = 10) -> WriteQueue {
        var queue = WriteQueue()
        for count in rows {
            _ = queue.add(count: count, size: size) { _ in 0 }
        }
        return queue
    }

    @Test func `requests leave in order, as many as the bounds allow`() {
        var queue = self.queue(rows: [2, 2, 1, 3])
        let bounds = WriteQueue.Bounds(rows: 4, bytes: 1000)
        #expect(queue.takeGroup(bounds).map(\.count) == [2, 2])
        #expect(queue.takeGroup(bounds).map(\.count) == [1, 3])
        #expect(queue.takeGroup(bounds).isEmpty)
    }

    @Test func `bytes bound a group as well`() {
        var queue = self.queue(rows: [1, 1, 1], size: 500)
        let bounds = WriteQueue.Bounds(rows: 100, bytes: 1000)
        #expect(queue.takeGroup(bounds).count == 2)
        #expect(queue.takeGroup(bounds).count == 1)
    }

    @Test func `a request over the bounds goes alone`() {
        var queue = self.queue(rows: [9, 1])
        let bounds = WriteQueue.Bounds(rows: 4, bytes: 1000)
        #expect(queue.takeGroup(bounds).map(\.count) == [9])
        #expect(queue.takeGroup(bounds).map(\.count) == [1])
    }

    @Test func `no two requests share a ticket`() {
        var queue = self.queue(rows: [1, 1, 1])
        #expect(Set(queue.takeGroup(WriteQueue.Bounds(rows: 9, bytes: 99)).map(\.ticket)).count == 3)
    }
}
