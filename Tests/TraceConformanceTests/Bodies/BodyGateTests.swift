import Synchronization
import Testing
import TreadleTesting
import TreadleTrace

@testable import TreadleTraceHTTP

@Suite struct BodyGateTests {
    /// What several tasks write down.
    private final class Notes: Sendable {
        let order = Mutex<[String]>([])
        let held = Mutex(0)
        let most = Mutex(0)
    }

    private let clock = TestClock()

    private func gate(_ capacity: Int) -> BodyGate {
        BodyGate(capacity: capacity, patience: .seconds(15), clock: self.clock)
    }

    /// Yields until so many wait.
    private func wait(for count: Int, at gate: BodyGate) async {
        while gate.waiterCount != count { await Task.yield() }
    }

    @Test func `who fits goes in, and who does not waits until there is room`() async throws {
        let gate = self.gate(100)
        try await gate.enter(60)
        try await gate.enter(40)
        async let third: Void = gate.enter(50)
        await self.wait(for: 1, at: gate)
        gate.leave(40)
        #expect(gate.waiterCount == 1)
        gate.leave(60)
        try await third
        #expect(gate.waiterCount == 0)
    }

    @Test func `nobody overtakes: a small one behind a large one waits for it`() async throws {
        let gate = self.gate(100)
        try await gate.enter(60)
        let notes = Notes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await gate.enter(90)
                notes.order.withLock { $0.append("large") }
                gate.leave(90)
            }
            await self.wait(for: 1, at: gate)
            group.addTask {
                try await gate.enter(30)
                notes.order.withLock { $0.append("small") }
                gate.leave(30)
            }
            await self.wait(for: 2, at: gate)
            gate.leave(60)
            try await group.waitForAll()
        }
        #expect(notes.order.withLock { $0 } == ["large", "small"])
    }

    @Test func `what is larger than all there is takes all of it`() async throws {
        let gate = self.gate(100)
        try await gate.enter(1000)
        async let second: Void = gate.enter(1)
        await self.wait(for: 1, at: gate)
        gate.leave(1000)
        try await second
        try await gate.enter(99)
    }

    @Test func `patience ends, and lets those behind through`() async throws {
        let gate = self.gate(100)
        try await gate.enter(60)
        async let large: Void = gate.enter(90)
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        #expect(await sleeps.next() == .seconds(15))
        await self.wait(for: 1, at: gate)
        self.clock.advance(by: .seconds(14))
        async let small: Void = gate.enter(30)
        #expect(await sleeps.next() == .seconds(15))
        await self.wait(for: 2, at: gate)
        self.clock.advance(by: .seconds(1))
        do {
            try await large
            Issue.record("it went in without room")
        } catch let error as TraceError {
            #expect(error.code == .unavailable && error.retryAfter == .seconds(1))
        }
        try await small
    }

    @Test func `who is cancelled leaves no trace`() async throws {
        let gate = self.gate(100)
        try await gate.enter(60)
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await gate.enter(90)
                    return false
                } catch { return error is CancellationError }
            }
            await self.wait(for: 1, at: gate)
            group.cancelAll()
            #expect(await group.next() == true)
        }
        #expect(gate.waiterCount == 0)
        gate.leave(60)
        try await gate.enter(100)
    }

    @Test func `many at once never hold more than there is`() async throws {
        let gate = self.gate(100)
        let notes = Notes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let bytes = 1 + number * 37 % 60
                    try await gate.enter(bytes)
                    let now = notes.held.withLock { held in
                        held += bytes
                        return held
                    }
                    notes.most.withLock { $0 = max($0, now) }
                    await Task.yield()
                    notes.held.withLock { $0 -= bytes }
                    gate.leave(bytes)
                }
            }
            try await group.waitForAll()
        }
        #expect(notes.most.withLock { $0 } <= 100)
        #expect(gate.waiterCount == 0)
    }
}
