import Testing
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceSQLite

@Suite struct WriteQueueTests {
    private func queue(calls: [Int], size: Int = 10) -> WriteQueue {
        var queue = WriteQueue()
        for count in calls {
            _ = queue.add((0..<count).map { Call.stub("\($0)") }, traceNames: [], size: size)
        }
        return queue
    }

    @Test func `requests leave in order, as many as the bounds allow`() {
        var queue = self.queue(calls: [2, 2, 1, 3])
        let bounds = WriteQueue.Bounds(calls: 4, bytes: 1000)
        #expect(queue.takeGroup(bounds).map(\.calls.count) == [2, 2])
        #expect(queue.takeGroup(bounds).map(\.calls.count) == [1, 3])
        #expect(queue.takeGroup(bounds).isEmpty)
    }

    @Test func `bytes bound a group as well`() {
        var queue = self.queue(calls: [1, 1, 1], size: 500)
        let bounds = WriteQueue.Bounds(calls: 100, bytes: 1000)
        #expect(queue.takeGroup(bounds).count == 2)
        #expect(queue.takeGroup(bounds).count == 1)
    }

    @Test func `a request over the bounds goes alone`() {
        var queue = self.queue(calls: [9, 1])
        let bounds = WriteQueue.Bounds(calls: 4, bytes: 1000)
        #expect(queue.takeGroup(bounds).map(\.calls.count) == [9])
        #expect(queue.takeGroup(bounds).map(\.calls.count) == [1])
    }

    @Test func `no two requests share a ticket`() {
        var queue = self.queue(calls: [1, 1, 1])
        #expect(Set(queue.takeGroup(WriteQueue.Bounds(calls: 9, bytes: 99)).map(\.ticket)).count == 3)
    }
}
