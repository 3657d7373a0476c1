extension Download {
    /// Decides when a response body's stream is asked for more, and what the loop may send.
    struct Machine {
        typealias Writer = CheckedContinuation<Bool, Never>

        /// What became of a part.
        enum Push: Equatable {
            case taken(mustResume: Bool)
            /// Taken, but the writer must wait for room.
            case full(mustResume: Bool)
            case closed
        }

        private let mark: Int
        private var parts: [ArraySlice<UInt8>] = []
        /// The first part that is still there; the parts before it are spent.
        private var first = 0
        private var count = 0
        private var writer: Writer?
        private var isReaderWaiting = false
        private var isStreamOver = false
        private var isComplete = false
        private var isClosed = false

        init(mark: Int) { self.mark = mark }

        mutating func push(_ part: ArraySlice<UInt8>) -> Push {
            guard !self.isClosed else { return .closed }
            self.parts.append(part)
            self.count += part.count
            let mustResume = self.isReaderWaiting
            self.isReaderWaiting = false
            return self.count < self.mark ? .taken(mustResume: mustResume) : .full(mustResume: mustResume)
        }

        /// Keeps the writer until there is room; or says at once whether the body is open.
        mutating func waitForRoom(_ writer: Writer) -> Bool? {
            if self.isClosed { return false }
            if self.count < self.mark { return true }
            self.writer = writer
            return nil
        }

        mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> (Reading, Writer?) {
            var filled = 0
            while filled < buffer.count, self.first < self.parts.count {
                let part = self.parts[self.first]
                let length = min(part.count, buffer.count - filled)
                let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + length)])
                target.copyBytes(from: part.prefix(length))
                filled += length
                if length == part.count {
                    self.parts[self.first] = []
                    self.first += 1
                } else {
                    self.parts[self.first] = part.dropFirst(length)
                }
            }
            if self.first == self.parts.count {
                self.parts.removeAll(keepingCapacity: true)
                self.first = 0
            }
            self.count -= filled
            guard filled == 0 else {
                // Half empty, so that a writer and a loop do not take turns part by part.
                guard self.count <= self.mark / 2 else { return (.bytes(filled), nil) }
                defer { self.writer = nil }
                return (.bytes(filled), self.writer)
            }
            if self.isStreamOver { return (self.isComplete ? .finished : .broken, nil) }
            if self.isClosed { return (.broken, nil) }
            self.isReaderWaiting = true
            return (.empty, nil)
        }

        /// The stream returned its end, or threw.
        ///
        /// - Returns: whether the loop waits for it.
        mutating func endStream(isComplete: Bool) -> Bool {
            guard !self.isStreamOver else { return false }
            self.isStreamOver = true
            self.isComplete = isComplete
            defer { self.isReaderWaiting = false }
            return self.isReaderWaiting
        }

        /// The stream is not read to its end.
        ///
        /// - Returns: whether it must be cancelled; once at most.
        mutating func giveUpStream() -> Bool {
            guard !self.isStreamOver else { return false }
            self.isStreamOver = true
            return true
        }

        mutating func close() -> Writer? {
            self.isClosed = true
            self.parts = []
            self.first = 0
            self.count = 0
            defer { self.writer = nil }
            return self.writer
        }
    }
}
