extension CallBatcher.StateMachine {
    /// What a flush comes to.
    enum Flush: Equatable {
        /// Everything recorded so far is stored.
        case done
        /// It will be told when it is over; the batcher may have to be woken.
        case waits(wakes: Bool)
        /// The batcher has stopped before.
        case stopped
    }

    /// Begins a flush of everything recorded so far.
    mutating func flush(id: Int) -> Flush {
        if self.phase == .stopped { return self.hasLeft ? .stopped : .done }
        let ending = self.epoch
        guard self.oldestEpoch <= ending else { return .done }
        self.cut()
        self.epoch += 1
        self.flushes.append((id, ending))
        return .waits(wakes: self.hurry())
    }

    /// Forgets a flush that nobody waits for any more. Returns whether it was there.
    mutating func cancelFlush(id: Int) -> Bool {
        guard let index = self.flushes.firstIndex(where: { $0.id == id }) else { return false }
        self.flushes.remove(at: index)
        return true
    }

    /// Asks to store everything and then finish. Returns whether the batcher is to be woken.
    mutating func drain() -> Bool {
        guard !self.isDraining, self.phase != .stopped else { return false }
        self.isDraining = true
        if case .backingOff = self.phase {
            self.phase = .working
            return true
        }
        return self.hurry()
    }

    /// Stops now. Returns the flushes that will not come true.
    ///
    /// What the spool has stays there; what is in memory alone is dropped.
    mutating func stop() -> [Int] {
        self.phase = .stopped
        self.hasLeft = self.hasLeft || self.oldestEpoch != .max
        self.counts.dropped += self.unspooled
        self.unspooled = 0
        self.again = []
        self.full = []
        self.filling = Batch()
        self.counts.pending = 0
        self.counts.spooled = 0
        self.pendingBytes = 0
        defer { self.flushes = [] }
        return self.flushes.map(\.id)
    }

    /// Ends a wait for more.
    private mutating func hurry() -> Bool {
        guard self.phase == .idle || self.phase == .lingering else { return false }
        self.phase = .working
        return true
    }

    /// Takes out the flushes whose calls are all stored.
    mutating func endedFlushes() -> [Int] {
        guard !self.flushes.isEmpty else { return [] }
        let oldest = self.oldestEpoch
        let ended = self.flushes.filter { $0.epoch < oldest }
        self.flushes.removeAll { $0.epoch < oldest }
        return ended.map(\.id)
    }

    /// The epoch of the oldest call that is not stored. Every list is in the order of epochs.
    private var oldestEpoch: Int {
        let filling = self.filling.isEmpty ? nil : self.filling.epoch
        let epochs = [self.inHand, self.again.first?.epoch, self.full.first?.epoch, filling, self.spilled.first?.epoch]
        return epochs.compactMap(\.self).min() ?? .max
    }
}
