import Dispatch
import Synchronization
import Testing

@testable import TreadleCore

@Suite(.timeLimit(.minutes(1))) struct BlockingExecutorTests {
    private actor Loom {
        let executor = BlockingExecutor()
        var rows: [Int] = []
        nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }
        deinit { self.executor.stop() }

        func weave(_ row: Int) -> Bool? {
            self.rows.append(row)
            return self.executor.isIsolatingCurrentContext()
        }

        nonisolated func weaveLater(_ row: Int) {
            self.executor.submit { self.assumeIsolated { $0.rows.append(row) } }
        }
    }

    @Test func `an actor's work runs on the executor's thread and nobody else's`() async {
        let loom = Loom()
        #expect(loom.executor.isIsolatingCurrentContext() == false)
        #expect(await loom.weave(1) == true)
        #expect(loom.executor.isIsolatingCurrentContext() == false)
    }

    @Test func `work runs one at a time in the order in which it came`() async {
        let loom = Loom()
        for row in 0..<1000 { loom.weaveLater(row) }
        _ = await loom.weave(1000)
        #expect(await loom.rows == Array(0...1000))
    }

    @Test func `waiting on it does not hold up the cooperative pool`() async {
        let gates = (0..<16).map { _ in (Loom(), DispatchSemaphore(value: 0)) }
        for (loom, gate) in gates { loom.executor.submit { gate.wait() } }
        // More blocked threads than the pool has: only if they are not of the pool does this task go on.
        await Task.yield()
        for (_, gate) in gates { gate.signal() }
        for (loom, _) in gates { _ = await loom.weave(1) }
    }

    @Test func `after stopping, what comes still runs`() async {
        let loom = Loom()
        _ = await loom.weave(1)
        loom.executor.stop()
        _ = await loom.weave(2)
        loom.executor.stop()
        _ = await loom.weave(3)
        #expect(await loom.rows == [1, 2, 3])
    }

    @Test func `its thread lets go of it when it stops`() async {
        weak var executor: BlockingExecutor?
        do {
            let loom = Loom()
            executor = loom.executor
            _ = await loom.weave(1)
        }
        while executor != nil { await Task.yield() }
    }
}
