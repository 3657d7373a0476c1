internal import TreadleCore

/// Decides what a demo stream says next.
struct DemoStreamMachine {
    private let chunks: [RawJSON]
    /// Tells the usage. The whole answer knows it also where the reader did not ask for it, as traces need it.
    private let usage: RawJSON
    private var index = 0
    private var accumulator = ChatAccumulator()
    private var hasEnded = false
    private var isCancelled = false

    init(_ chunks: [RawJSON], usage: RawJSON) {
        self.chunks = chunks
        self.usage = usage
    }

    /// Whether a pause fits before the next event: not before the first piece, and not before the end.
    var hasPause: Bool { !self.hasEnded && !self.isCancelled && self.index > 0 && self.index < self.chunks.count }

    /// Gives the rest up. Returns what had come, unless the stream had been given up or had ended before.
    mutating func cancel() -> ChatCompletion? {
        guard !self.hasEnded, !self.isCancelled else { return nil }
        self.isCancelled = true
        return self.accumulator.completion()
    }

    mutating func next() -> ChatEvent? {
        if self.hasEnded { return nil }
        if !self.isCancelled, self.index < self.chunks.count {
            self.index += 1
            return .chunk(self.accumulator.add(self.chunks[self.index - 1]))
        }
        self.hasEnded = true
        if self.isCancelled { return .cancelled(partial: self.accumulator.completion()) }
        _ = self.accumulator.add(self.usage)
        let completion = self.accumulator.completion()
        return self.accumulator.finishReason == "length" ? .incomplete(completion) : .completed(completion)
    }
}
