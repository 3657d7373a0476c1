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
            /// Whether an earlier process left it.
            var isLeftover = false
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
        /// Whether what is read back now was left by an earlier process.
        var isReadingLeftover = false
        var pendingBytes = 0
        /// How many of the calls in memory are there alone.
        var unspooled = 0
        /// Each flush begins a new one.
        var epoch = 0
        var flushes: [(id: Int, epoch: Int)] = []
        /// Whether it stopped before all was stored, or was handed calls after that.
        var hasLeft = false
        var counts = Counts()

        init(options: Options, leftovers: [SpoolExtent] = []) {
            self.options = options
            self.spilled = leftovers.map { Spilled(extent: $0, epoch: 0, isLeftover: true) }
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
                self.hasLeft = true
                return extent == nil ? self.drop(calls.count) : .nothing
            }
            let fits =
                self.counts.pending + calls.count <= self.options.maximumPendingCalls
                && self.pendingBytes + bytes <= self.options.maximumPendingBytes
            if !fits { self.isSpilling = true }
            if self.isSpilling, self.isHalfEmpty { self.isSpilling = false }
            if let extent, self.isSpilling || !fits {
                self.spill(extent, count: calls.count)
            } else if fits {
                self.keep(calls, bytes: bytes, extent: extent)
            } else {
                return self.drop(calls.count)
            }
            return self.wakes()
        }

        /// Takes calls that the spool has, and that will be sent from there.
        mutating func add(spooled count: Int, _ extent: SpoolExtent) -> Added {
            self.counts.recorded += count
            // After the end they are found at the next start.
            guard self.phase != .stopped else {
                self.hasLeft = true
                return .nothing
            }
            self.keep(spooled: count, extent)
            return self.wakes()
        }

        private mutating func wakes() -> Added {
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
            self.makeRoom(for: calls.count, bytes: bytes, spooled: false)
            self.filling.add(calls, bytes: bytes, extent: extent)
            self.counts.pending += calls.count
            self.pendingBytes += bytes
            if extent == nil { self.unspooled += calls.count }
            self.cutIfFull()
        }

        private mutating func keep(spooled count: Int, _ extent: SpoolExtent) {
            self.makeRoom(for: count, bytes: extent.length, spooled: true)
            self.filling.add(spooled: count, extent)
            self.counts.spooled += count
            self.cutIfFull()
        }

        /// Begins a batch, or goes on with one that has room for so much more of its kind.
        private mutating func makeRoom(for count: Int, bytes: Int, spooled: Bool) {
            let isTooMuch =
                self.filling.count + count > self.options.maximumBatchCalls
                || self.filling.bytes + bytes > self.options.maximumBatchBytes
            if isTooMuch || (self.filling.spooled > 0) != spooled { self.cut() }
            if self.filling.isEmpty { self.filling.epoch = self.epoch }
        }

        private mutating func cutIfFull() {
            let isFull =
                self.filling.count >= self.options.maximumBatchCalls
                || self.filling.bytes >= self.options.maximumBatchBytes
            if isFull { self.cut() }
        }

        private mutating func spill(_ extent: SpoolExtent, count: Int) {
            self.counts.spooled += count
            if let last = self.spilled.indices.last, self.spilled[last].epoch == self.epoch,
                !self.spilled[last].isLeftover, self.spilled[last].extent.joined(extent)
            {
                return
            }
            self.spilled.append(Spilled(extent: extent, epoch: self.epoch))
        }

        /// Makes what is there a batch, full or not.
        mutating func cut() {
            guard !self.filling.isEmpty else { return }
            self.full.append(self.filling)
            self.filling = Batch()
        }
    }
}
