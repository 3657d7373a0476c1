internal import Synchronization
internal import TreadleCore

extension FileCallSpool {
    public func prepare() {
        let order = self.state.withLock { $0.journal.orderSpare() }
        guard let order else { return }
        do throws(SystemError) {
            guard self.pendingSize + self.others() <= self.limits.totalBytes else { throw SystemError(code: 0) }
            let (segment, frame) = try self.open(order)
            self.state.withLock { $0.add(segment, frame, order) }
        } catch {
            // Whoever needs the segment meets the same failure, and says it.
            self.state.withLock { $0.journal.forget(order.segment) }
        }
    }

    private var pendingSize: Int { self.state.withLock { $0.journal.size } }

    /// Makes the file of a segment.
    func open(_ order: Journal.Order) throws(SystemError) -> (OpenSegment, SpoolFrame) {
        // A call that has a segment of its own is written once: mapping it would only make its pages this process's.
        let isMapped = self.volume.keepsRoom && order.capacity == self.limits.segmentBytes
        let segment = try OpenSegment(
            path: self.directory.path(of: order.segment), capacity: order.capacity, isMapped: isMapped)
        let header = SegmentHeader.new()
        try segment.begin(header)
        return (segment, SpoolFrame(seed: header.seed))
    }

    func noteFull() {
        guard !self.state.withLock({ $0.isFull.exchange(with: true) }) else { return }
        self.logger.warning(
            "the spool is full, calls are kept in memory only until the store takes some",
            metadata: ["limit_bytes": "\(self.limits.totalBytes)"])
    }

    func noteFailure(_ error: SystemError) {
        guard !self.state.withLock({ $0.isFailing.exchange(with: true) }) else { return }
        self.logger.error(
            "the spool cannot be written, calls are kept in memory only", metadata: ["error": "\(error)"])
    }
}

extension FileCallSpool.State {
    /// A segment that was ordered is there.
    mutating func add(_ segment: OpenSegment, _ frame: SpoolFrame, _ order: FileCallSpool.Journal.Order) {
        self.files[order.segment] = SegmentFile(path: segment.path, frame: frame)
        self.open[order.segment] = segment
        self.journal.made(order.segment)
    }

    /// The segment to write to.
    @inline(__always)
    mutating func segment(_ number: UInt64) -> (OpenSegment, SpoolFrame)? {
        if let current = self.current, current.number == number { return (current.segment, current.frame) }
        guard let segment = self.open[number], let file = self.files[number] else { return nil }
        if number == self.journal.current { self.current = (number, segment, file.frame) }
        return (segment, file.frame)
    }

    /// Nothing more is appended to a segment. Returns its file when it is to be deleted.
    mutating func leave(_ left: FileCallSpool.Journal.Left) -> SegmentFile? {
        self.current = nil
        if let file = self.files[left.segment] { self.open[left.segment]?.note(end: left.end, file.frame) }
        if left.isFinished { return self.finish(left.segment) }
        // Those that wait for the store are not needed in memory; the newest are kept, as they may be used again soon.
        if self.open.count > FileCallSpool.maximumOpen { self.open[left.segment] = nil }
        return nil
    }
}

extension Bool {
    /// Sets a value and returns the one before.
    fileprivate mutating func exchange(with new: Bool) -> Bool {
        defer { self = new }
        return self
    }
}
