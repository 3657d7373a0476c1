/// Decides what is done about the length of the write-ahead log, after each commit.
///
/// It is pure: its owner starts rounds of copying, and waits where it says so.
struct LogBound {
    enum Action: Equatable {
        case none
        /// Copying goes on beside the writer, if it does not already.
        case startRound
        /// The writer copies what a round has left; with a patience, it also waits for those who read from the log.
        case finishRound(patience: Duration?)
    }

    /// From how many times its usual length the log is worth a short wait, and how short.
    private static let shortFactor = 4
    private static let shortPatience: Duration = .milliseconds(250)
    /// From how many times the writer waits whatever it takes, up to the limit on waiting.
    private static let longFactor = 16

    /// The usual length, in pages.
    private let length: Int
    private let longestPatience: Duration
    /// Where the next long wait is due: one that was in vain is not repeated with every commit.
    private var nextLongWait: Int

    init(length: Int, longestPatience: Duration) {
        self.length = max(length, 1)
        self.longestPatience = longestPatience
        self.nextLongWait = self.length * Self.longFactor
    }

    /// Decides, given the log's length and whether a round of copying has come to its end.
    mutating func committed(logLength: Int, isRoundFinished: Bool) -> Action {
        guard logLength > self.length || isRoundFinished else {
            self.nextLongWait = self.length * Self.longFactor
            return .none
        }
        if logLength >= self.nextLongWait {
            self.nextLongWait = logLength + self.length * Self.longFactor
            return .finishRound(patience: self.longestPatience)
        }
        guard isRoundFinished else { return .startRound }
        let isLong = logLength >= self.length * Self.shortFactor
        return .finishRound(patience: isLong ? min(Self.shortPatience, self.longestPatience) : nil)
    }
}
