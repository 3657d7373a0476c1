internal import TreadleTrace

extension CallBatcher.StateMachine {
    typealias Batch = CallBatcher.Batch

    /// Whether this is the first time: a batcher runs once.
    mutating func start() -> Bool {
        defer { self.hasStarted = true }
        return !self.hasStarted
    }

    /// What comes next. Asked again only when the step before has been told the end of.
    mutating func next() -> Step {
        switch self.phase {
        case .stopped: return .finish
        case .backingOff(let delay): return .wait(delay)
        default: self.phase = .working
        }
        // What is new takes turns with what is left over, and does not linger meanwhile.
        if self.isDraining || !self.spilled.isEmpty && !self.prefersSpilled { self.cut() }
        if !self.again.isEmpty { return self.take(self.again.removeFirst()) }
        if !self.spilled.isEmpty, self.prefersSpilled || self.full.isEmpty {
            self.prefersSpilled = false
            let first = self.spilled.removeFirst()
            self.inHand = first.epoch
            self.isReadingLeftover = first.isLeftover
            return .readBack(first.extent)
        }
        if !self.full.isEmpty {
            self.prefersSpilled = true
            return self.take(self.full.removeFirst())
        }
        if !self.filling.isEmpty {
            self.phase = .lingering
            return .wait(self.options.interval)
        }
        if self.isDraining {
            self.phase = .stopped
            return .finish
        }
        self.phase = .idle
        return .wait(nil)
    }

    private mutating func take(_ batch: Batch) -> Step {
        self.inHand = batch.epoch
        return .store(batch)
    }

    /// The wait that ``next()`` asked for has passed.
    mutating func timerFired() {
        switch self.phase {
        case .lingering: self.cut()
        case .backingOff: break
        default: return
        }
        self.phase = .working
    }

    /// The spool gave back a page. Returns what to store; it may be empty, where all was damaged.
    mutating func loaded(_ page: SpoolPage) -> Batch {
        let epoch = self.inHand ?? self.epoch
        if let rest = page.rest {
            self.spilled.insert(Spilled(extent: rest, epoch: epoch, isLeftover: self.isReadingLeftover), at: 0)
        }
        var batch = Batch(epoch: epoch, isLeftover: self.isReadingLeftover)
        batch.add(page.calls, bytes: page.extent.length, extent: page.extent)
        self.counts.pending += batch.calls.count
        self.pendingBytes += batch.bytes
        if !batch.isLeftover { self.counts.spooled = max(0, self.counts.spooled - batch.calls.count) }
        return batch
    }

    /// A batch that was sent from the spool is to be looked at call by call: these are in it. What is missing is damaged.
    mutating func loaded(_ calls: [Call], of batch: Batch) -> Batch {
        var batch = batch
        let damaged = max(0, batch.spooled - calls.count)
        self.counts.spooled -= batch.spooled
        self.counts.dropped += damaged
        self.counts.pending += calls.count
        self.pendingBytes += batch.bytes
        batch.spooled = 0
        batch.calls = calls
        return batch
    }

    /// A batch was looked at, and what is left of it is to be sent at once.
    mutating func sendsAgain(_ batch: Batch) {
        self.inHand = nil
        self.again.insert(batch, at: 0)
    }

    /// The spool cannot read what it was asked for. It stays on the disk. Returns the flushes that are over.
    mutating func loadFailed() -> [Int] {
        self.counts.failures += 1
        self.inHand = nil
        return self.endedFlushes()
    }

    /// A batch is in the store. Returns the flushes that are over.
    mutating func stored(_ batch: Batch) -> [Int] {
        self.counts.stored += batch.count
        self.counts.batches += 1
        if batch.isLeftover { self.counts.recovered += batch.count }
        self.isDropping = false
        return self.letGo(of: batch)
    }

    private mutating func letGo(of batch: Batch) -> [Int] {
        if batch.spooled > 0 {
            self.counts.spooled -= batch.spooled
        } else {
            self.counts.pending -= batch.calls.count
            self.pendingBytes -= batch.bytes
        }
        self.unspooled -= batch.unspooled
        self.attempts = 0
        self.counts.isFailing = false
        self.inHand = nil
        return self.endedFlushes()
    }

    /// The store could not take a batch, and may later.
    ///
    /// - Parameter jitter: A random number from 0 to 1, so that many clients do not come back at once.
    mutating func failed(
        _ batch: Batch, retryAfter: Duration? = nil, jitter: Double, because message: String? = nil
    ) {
        self.counts.failures += 1
        self.counts.lastFailure = message
        self.counts.isFailing = true
        self.inHand = nil
        self.again.insert(batch, at: 0)
        guard self.phase != .stopped else { return }
        var delay = self.options.retryDelay
        for _ in 0..<self.attempts where delay < self.options.maximumRetryDelay { delay *= 2 }
        delay = min(delay, self.options.maximumRetryDelay) * (0.5 + jitter / 2)
        self.attempts += 1
        self.phase = .backingOff(max(delay, retryAfter ?? .zero))
    }

    /// The store refuses something in a batch for good. Returns whether it was dropped, and the flushes that are over.
    ///
    /// A batch of several is halved until the one that is refused is alone.
    mutating func rejected(_ batch: Batch) -> (isDropped: Bool, ended: [Int]) {
        guard batch.count <= 1 else {
            self.inHand = nil
            self.again.insert(contentsOf: batch.halves(), at: 0)
            return (false, [])
        }
        self.counts.dropped += batch.calls.count
        self.counts.refused += batch.calls.count
        return (true, self.letGo(of: batch))
    }
}
