internal import TreadleTrace

extension CallBatcher {
    /// Decides what is kept where, and what the batcher does next. Pure: the batcher acts.
    struct StateMachine {
        /// What ``CallBatcher/run()`` does next.
        enum Step: Equatable {
            /// Store this, then tell ``StateMachine/stored(_:)`` or one of the failures.
            case store(Batch)
            /// Read this back from the spool, then tell ``StateMachine/loaded(_:)``.
            case readBack(SpoolExtent)
            /// Wait to be woken, or for so long; when the time has passed, tell ``StateMachine/timerFired()``.
            case wait(Duration?)
            /// It is over.
            case finish
        }

        /// Something only the spool has.
        struct Spilled {
            var extent: SpoolExtent
            var epoch: Int
        }

        enum Phase: Equatable {
            case idle, lingering, working, stopped
            case backingOff(Duration)
        }

        let options: Options
        /// Nobody waits to be woken before the batcher runs, so it is not idle then.
        var phase = Phase.working
        var hasStarted = false
        var isDraining = false
        /// The batch that is being filled, those that are cut, and the pieces of one that go again before all others.
        var filling = Batch()
        var full: [Batch] = []
        var again: [Batch] = []
        var spilled: [Spilled] = []
        /// Whether calls go to the spool alone. Once begun, it lasts until memory is half empty: fewer, longer extents.
        var isSpilling = false
        var prefersSpilled = false
        var isDropping = false
        var attempts = 0
        /// The epoch of the step in hand.
        var inHand: Int?
        var pendingBytes = 0
        /// How many of the calls in memory are there alone.
        var unspooled = 0
        /// Each flush begins a new one.
        var epoch = 0
        var flushes: [(id: Int, epoch: Int)] = []
        var counts = Counts()

        init(options: Options, leftovers: [SpoolExtent] = []) {
            self.options = options
            self.spilled = leftovers.map { Spilled(extent: $0, epoch: 0) }
        }

        /// What follows from taking calls.
        enum Added: Equatable {
            case nothing
            /// ``CallBatcher/run()`` is to be woken.
            case wakes
            /// They were dropped, the first since something was stored.
            case beginsDropping
        }

        /// Takes calls that the spool may have kept.
        mutating func add(_ calls: some Collection<Call>, bytes: Int, extent: SpoolExtent?) -> Added {
            self.counts.recorded += calls.count
            guard self.phase != .stopped else {
                // What is in the spool is found at the next start.
                return extent == nil ? self.drop(calls.count) : .nothing
            }
            let fits =
                self.counts.pending + calls.count <= self.options.maximumPendingCalls
                && self.pendingBytes + bytes <= self.options.maximumPendingBytes
            if !fits { self.isSpilling = true }
            if self.isSpilling, self.isHalfEmpty { self.isSpilling = false }
            if let extent, self.isSpilling || !fits {
                self.spill(extent)
            } else if fits {
                self.keep(calls, bytes: bytes, extent: extent)
            } else {
                return self.drop(calls.count)
            }
            switch self.phase {
            case .idle: break
            case .lingering where !self.full.isEmpty || !self.spilled.isEmpty: break
            default: return .nothing
            }
            self.phase = .working
            return .wakes
        }

        private mutating func drop(_ count: Int) -> Added {
            self.counts.dropped += count
            guard !self.isDropping else { return .nothing }
            self.isDropping = true
            return .beginsDropping
        }

        private var isHalfEmpty: Bool {
            self.counts.pending <= self.options.maximumPendingCalls / 2
                && self.pendingBytes <= self.options.maximumPendingBytes / 2
        }

        private mutating func keep(_ calls: some Collection<Call>, bytes: Int, extent: SpoolExtent?) {
            let isTooMuch =
                self.filling.calls.count + calls.count > self.options.maximumBatchCalls
                || self.filling.bytes + bytes > self.options.maximumBatchBytes
            if isTooMuch { self.cut() }
            if self.filling.isEmpty { self.filling.epoch = self.epoch }
            self.filling.add(calls, bytes: bytes, extent: extent)
            self.counts.pending += calls.count
            self.pendingBytes += bytes
            if extent == nil { self.unspooled += calls.count }
            let isFull =
                self.filling.calls.count >= self.options.maximumBatchCalls
                || self.filling.bytes >= self.options.maximumBatchBytes
            if isFull { self.cut() }
        }

        private mutating func spill(_ extent: SpoolExtent) {
            if let last = self.spilled.indices.last, self.spilled[last].epoch == self.epoch,
                self.spilled[last].extent.segment == extent.segment, self.spilled[last].extent.end == extent.offset
            {
                self.spilled[last].extent.length += extent.length
            } else {
                self.spilled.append(Spilled(extent: extent, epoch: self.epoch))
            }
        }

        /// Makes what is there a batch, full or not.
        mutating func cut() {
            guard !self.filling.isEmpty else { return }
            self.full.append(self.filling)
            self.filling = Batch()
        }
    }
}
