import Testing
import TreadleCore
import TreadleModels
import TreadleTesting

@Suite(.timeLimit(.minutes(1))) struct DemoPauseTests {
    private let clock = TestClock()

    private func stream() async throws -> any ChatStream {
        let model = DemoModel(delayBetweenWords: .milliseconds(40), clock: self.clock)
        return try await model.stream(try DemoFixture.request(user: "Thanks"))
    }

    @Test func `a pause lies between words, none before the first chunk`() async throws {
        let stream = try await self.stream()
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        _ = await stream.next()
        async let second = stream.next()
        #expect(await sleeps.next() == .milliseconds(40))
        self.clock.advance(by: .milliseconds(40))
        guard case .chunk(let chunk)? = await second else {
            Issue.record("must be a chunk")
            return
        }
        #expect(chunk.text == "(Treadle's")
        #expect(chunk.hasToken)
    }

    @Test func `cancelling from elsewhere ends the pause`() async throws {
        let stream = try await self.stream()
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        _ = await stream.next()
        async let second = stream.next()
        _ = await sleeps.next()
        #expect(stream.cancel() != nil)
        guard case .cancelled? = await second else {
            Issue.record("must be cancelled")
            return
        }
    }

    @Test func `cancelling the task ends the pause`() async throws {
        let stream = try await self.stream()
        var sleeps = self.clock.sleeps.makeAsyncIterator()
        _ = await stream.next()
        let task = Task { await stream.next() }
        _ = await sleeps.next()
        task.cancel()
        guard case .cancelled? = await task.value else {
            Issue.record("must be cancelled")
            return
        }
    }
}
