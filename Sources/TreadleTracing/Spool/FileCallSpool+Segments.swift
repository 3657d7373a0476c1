internal import Synchronization
internal import TreadleCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension FileCallSpool {
    public func prepare() {
        // Unmapped where they go out of scope, outside the lock.
        _ = self.state.withLock { state in
            defer { state.retired = [] }
            return state.retired
        }
        while let (order, parked) = self.state.withLock({ $0.orderSpare() }) {
            do throws(SystemError) {
                guard self.size + self.others() <= self.limits.totalBytes else { throw SystemError(code: ENOSPC) }
                let (segment, frame) = try self.open(order, parked: parked)
                self.state.withLock { $0.add(segment, frame, order) }
            } catch {
                self.delete(parked)
                // Whoever needs the segment meets the same failure, and says it.
                return self.state.withLock { state in
                    state.pauseEnds = self.now() + Self.pause
                    state.journal.forget(order.segment)
                }
            }
        }
    }

    public var needsPreparation: Bool { self.hasWork.load(ordering: .relaxed) }

    private var size: Int { self.state.withLock { $0.journal.size } }

    /// Deletes a parked file that is not used after all.
    func delete(_ parked: String?) {
        if let parked { SegmentFile(path: parked, frame: SpoolFrame(seed: 0)).delete() }
    }

    /// Makes the file of a segment, or opens one that was parked.
    func open(_ order: Journal.Order, parked: String?) throws(SystemError) -> (OpenSegment, SpoolFrame) {
        // A call that has a segment of its own is written once: mapping it would only make its pages this process's.
        let isMapped = self.volume.keepsRoom && order.capacity == self.limits.segmentBytes
        let segment: OpenSegment
        if let parked, let kept = try? OpenSegment(existing: parked, order.capacity) {
            segment = kept
        } else {
            // What was parked may have been taken away; whatever else is wrong with it, it is no use.
            self.delete(parked)
            segment = try OpenSegment(
                path: self.directory.path(of: order.segment), capacity: order.capacity, isMapped: isMapped)
        }
        let header = SegmentHeader.new()
        try segment.begin(header)
        return (segment, SpoolFrame(seed: header.seed))
    }

    func noteFull() {
        // What fails has been said already.
        guard !self.state.withLock({ $0.isFailing || $0.isFull.exchange(with: true) }) else { return }
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
    /// Asks for a spare segment ahead of its need, with the file it is to have where there is one.
    mutating func orderSpare() -> (FileCallSpool.Journal.Order, parked: String?)? {
        guard self.pauseEnds == nil, let order = self.journal.orderSpare() else { return nil }
        return (order, order.isParked ? self.parked.popLast() : nil)
    }

    /// A segment that was ordered is there.
    mutating func add(_ segment: OpenSegment, _ frame: SpoolFrame, _ order: FileCallSpool.Journal.Order) {
        self.files[order.segment] = SegmentFile(path: segment.path, frame: frame)
        self.open[order.segment] = segment
        self.journal.made(order.segment)
    }

    /// The segment to write to.
    mutating func segment(_ number: UInt64) -> (OpenSegment, SpoolFrame)? {
        if let current = self.current, current.number == number { return (current.segment, current.frame) }
        guard let segment = self.open[number], let file = self.files[number] else { return nil }
        if number == self.journal.current { self.current = (number, segment, file.frame) }
        return (segment, file.frame)
    }

    /// All that is in a segment is stored: its file is kept for another use, or it is returned to be deleted.
    mutating func finish(
        _ number: UInt64, with segment: OpenSegment? = nil, isReusable: Bool = false
    ) -> SegmentFile? {
        guard let file = self.files.removeValue(forKey: number) else { return nil }
        let open = self.open.removeValue(forKey: number) ?? segment
        if let open, open.isMapped, open.isLinked, let reused = self.journal.reuse(number) {
            let header = SegmentHeader.new()
            // What is in memory cannot fail to be written.
            try? open.begin(header)
            self.files[reused] = SegmentFile(path: file.path, frame: SpoolFrame(seed: header.seed))
            self.open[reused] = open
            return nil
        }
        // Only files that can be mapped are opened again.
        if isReusable || open?.isMapped == true, self.journal.park(number) {
            self.parked.append(file.path)
            return nil
        }
        self.journal.forget(number)
        return file
    }

    /// Nothing more is appended to a segment. Returns its file when it is to be deleted.
    mutating func leave(_ left: FileCallSpool.Journal.Left) -> SegmentFile? {
        self.current = nil
        if let file = self.files[left.segment] { self.open[left.segment]?.note(end: left.end, file.frame) }
        if left.isFinished { return self.finish(left.segment) }
        // Those that wait for the store are not needed in memory; the newest are kept, as they may be used again soon.
        if self.open.count > FileCallSpool.maximumOpen, let segment = self.open.removeValue(forKey: left.segment),
            self.retired.count < FileCallSpool.maximumRetired
        {
            self.retired.append(segment)
        }
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
