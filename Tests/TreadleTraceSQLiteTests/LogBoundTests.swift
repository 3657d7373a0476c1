import Testing

@testable import TreadleTraceSQLite

@Suite struct LogBoundTests {
    private var bound = LogBound(length: 100, longestPatience: .seconds(5))

    @Test mutating func `a log of usual length is left alone`() {
        #expect(self.bound.committed(logLength: 0, isRoundFinished: false) == .none)
        #expect(self.bound.committed(logLength: 100, isRoundFinished: false) == .none)
    }

    @Test mutating func `a longer one is copied, and then finished without waiting`() {
        #expect(self.bound.committed(logLength: 101, isRoundFinished: false) == .startRound)
        #expect(self.bound.committed(logLength: 399, isRoundFinished: true) == .finishRound(patience: nil))
        #expect(self.bound.committed(logLength: 3, isRoundFinished: false) == .none)
    }

    @Test mutating func `a long one is worth a short wait for those who read from it`() {
        let action = self.bound.committed(logLength: 400, isRoundFinished: true)
        #expect(action == .finishRound(patience: .milliseconds(250)))
    }

    @Test mutating func `a very long one makes the writer wait for the copying, but not with every commit`() {
        #expect(self.bound.committed(logLength: 1599, isRoundFinished: false) == .startRound)
        #expect(self.bound.committed(logLength: 1600, isRoundFinished: false) == .finishRound(patience: .seconds(5)))
        #expect(self.bound.committed(logLength: 1610, isRoundFinished: false) == .startRound)
        #expect(self.bound.committed(logLength: 3200, isRoundFinished: false) == .finishRound(patience: .seconds(5)))
    }

    @Test mutating func `once the log has started anew, so has the count`() {
        _ = self.bound.committed(logLength: 1600, isRoundFinished: false)
        #expect(self.bound.committed(logLength: 5, isRoundFinished: false) == .none)
        #expect(self.bound.committed(logLength: 1600, isRoundFinished: false) == .finishRound(patience: .seconds(5)))
    }
}
