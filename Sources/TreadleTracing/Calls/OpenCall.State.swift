internal import TreadleCore

extension OpenCall {
    /// What changes while a call is open.
    struct State {
        private(set) var hasEnded = false
        /// Whether a sequence ends it, not the closure it was made for.
        var endsWithSequence = false
        var output: RawJSON?
        var firstTokenAt: Timestamp?
        var attributes = JSONObject()
        var summary = JSONObject()
        /// Its own usage, and all of the ended calls below it.
        var tally = CallTally()

        /// Ends the call and returns what it came to; `nil` when it had ended.
        mutating func end(output: RawJSON?, isError: Bool) -> State? {
            guard !self.hasEnded else { return nil }
            self.hasEnded = true
            if let output { self.output = output }
            if isError { self.tally.errors += 1 } else { self.tally.successes += 1 }
            // Handed over, not copied: nobody asks for it again.
            var ended = State()
            ended.hasEnded = true
            swap(&self, &ended)
            return ended
        }

        /// Counts a call below; `false` when this one has ended and the count belongs further up.
        mutating func absorb(_ tally: CallTally) -> Bool {
            guard !self.hasEnded else { return false }
            self.tally.add(tally)
            return true
        }
    }

    /// How a call ended.
    enum Outcome {
        case success
        case failed(String)
        case cancelled(reason: String)

        /// What goes into the call's `exception`.
        var exception: String? {
            switch self {
            case .success: nil
            case .failed(let message): message
            case .cancelled(let reason): "Cancelled: \(reason)"
            }
        }
    }
}
