import Testing

@testable import Weave

@Suite(.timeLimit(.minutes(1))) struct ThreadClockTests {
    @Test func `all sleepers wake, and none before its deadline`() async throws {
        let clock = ThreadClock()
        let start = clock.now
        let woken = try await withThrowingTaskGroup(of: Int.self) { group in
            for milliseconds in [90, 30, 60, 0] {
                group.addTask {
                    try await clock.sleep(until: start + .milliseconds(milliseconds), tolerance: nil)
                    #expect(clock.now >= start + .milliseconds(milliseconds))
                    return milliseconds
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(woken.sorted() == [0, 30, 60, 90])
    }

    @Test func `a sleeper that is cancelled wakes at once, before it sleeps or later`() async throws {
        let clock = ThreadClock()
        for isEarly in [true, false] {
            await withThrowingTaskGroup(of: Void.self) { group in
                if isEarly { group.cancelAll() }
                group.addTask { try await clock.sleep(for: .seconds(3600)) }
                if !isEarly {
                    await Task.yield()
                    group.cancelAll()
                }
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
        }
    }
}
