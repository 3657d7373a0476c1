extension OpCatalog {
    /// Which versions are still to be published, and who waits for that.
    struct Queue {
        enum Step {
            case publish(OpVersion)
            case wait
            case finish
        }

        private var pending: [OpVersion] = []
        private var waiters: [Int: Int] = [:]
        private var added = 0
        private var done = 0
        private var failures = 0
        private var isDraining = false
        private(set) var hasStopped = false

        /// Takes a version; it is published in turn.
        mutating func add(_ version: OpVersion) {
            self.added += 1
            if !self.hasStopped { self.pending.append(version) }
        }

        /// What is to be done now.
        func next() -> Step {
            if let first = self.pending.first { return .publish(first) }
            return self.isDraining ? .finish : .wait
        }

        /// The first one is published, or never will be; returns which flushes end with that.
        mutating func finished() -> [Int] {
            self.pending.removeFirst()
            self.done += 1
            self.failures = 0
            let ended = self.waiters.filter { $0.value <= self.done }.map(\.key)
            for id in ended { self.waiters[id] = nil }
            return ended
        }

        /// The first one could not be published; how long to wait before it is tried again.
        mutating func failed(options: Options, retryAfter: Duration?, jitter: Double) -> Duration {
            var delay = options.retryDelay
            for _ in 0..<self.failures where delay < options.maximumRetryDelay { delay *= 2 }
            self.failures += 1
            delay = min(delay, options.maximumRetryDelay) * (0.5 + jitter / 2)
            return max(delay, retryAfter ?? .zero)
        }

        /// Whether the last attempt failed.
        var isFailing: Bool { self.failures > 0 }

        /// Waits for what was added so far.
        mutating func flush(id: Int) -> FlushWaiters.Beginning {
            if self.done == self.added { return .done }
            if self.hasStopped { return .stopped }
            self.waiters[id] = self.added
            return .waits
        }

        mutating func cancelFlush(id: Int) { self.waiters[id] = nil }

        mutating func drain() { self.isDraining = true }

        /// Nothing more is published; returns the flushes that were waiting.
        mutating func stop() -> [Int] {
            self.hasStopped = true
            self.pending = []
            defer { self.waiters = [:] }
            return Array(self.waiters.keys)
        }
    }
}
