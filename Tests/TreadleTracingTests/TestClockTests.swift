import Testing
import TreadleTesting

@Suite(.timeLimit(.minutes(1))) struct TestClockTests {
    @Test func `a sleep ends when the clock has come to its deadline, and not before`() async throws {
        let clock = TestClock()
        var sleeps = clock.sleeps.makeAsyncIterator()
        async let short: Void = clock.sleep(for: .seconds(1))
        #expect(await sleeps.next() == .seconds(1))
        async let long: Void = clock.sleep(for: .seconds(3))
        #expect(await sleeps.next() == .seconds(3))

        clock.advance(by: .milliseconds(999))
        #expect(clock.sleeperCount == 2)
        clock.advance(by: .milliseconds(1))
        try await short
        #expect(clock.sleeperCount == 1)
        clock.advance(by: .seconds(2))
        try await long
        #expect(clock.now.offset == .seconds(3))
    }

    @Test func `a sleep until now or earlier does not sleep`() async throws {
        let clock = TestClock()
        try await clock.sleep(for: .zero)
        try await clock.sleep(for: .seconds(-1))
        #expect(clock.sleeperCount == 0)
    }

    @Test func `a sleep that is cancelled ends with that`() async throws {
        let clock = TestClock()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await clock.sleep(for: .seconds(1)) }
            var sleeps = clock.sleeps.makeAsyncIterator()
            _ = await sleeps.next()
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
            group.addTask { try await clock.sleep(for: .seconds(1)) }
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        #expect(clock.sleeperCount == 0)
    }
}
