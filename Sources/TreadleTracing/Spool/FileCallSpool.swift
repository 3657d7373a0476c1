internal import Synchronization
public import TreadleCore
internal import TreadleTrace

/// A spool of files in one directory, to which calls are appended.
///
/// A call that ``append(_:)-([Call])`` took is the kernel's: it survives the end of this process, however it comes, but
/// not a power failure. What an earlier process left is found again, except for frames that are damaged; those are
/// skipped, and said in the log. A directory belongs to one spool at a time; ``SpoolRoom`` finds one for each process.
/// Its files are readable for their owner alone, and so is the directory if the spool made it.
public final class FileCallSpool: CallSpool, EncodedCallSpool {
    struct State {
        var journal: Journal
        var files: [UInt64: SegmentFile] = [:]
        /// Those that are written to, will be soon, or were not long ago.
        var open: [UInt64: OpenSegment] = [:]
        /// The journal's current one, at hand.
        var current: (number: UInt64, segment: OpenSegment, frame: SpoolFrame)?
        /// Those that are to be unmapped, which is not the work of the one who makes a call.
        var retired: [OpenSegment] = []
        /// The paths of files that are kept closed, as many as the journal has parked.
        var parked: [String] = []
        var isFull = false
        var isFailing = false
        /// No segment is made before: one could not be, a moment ago, and trying costs more than a call may.
        var pauseEnds: ContinuousClock.Instant?
    }

    /// How long no segment is made after one could not be.
    static let pause = Duration.milliseconds(500)

    /// So many segments at most stay mapped, which is memory that counts as this process's.
    static let maximumOpen = 4

    /// So many wait for ``prepare()`` to be unmapped; more are unmapped at once.
    static let maximumRetired = 4

    let directory: SpoolDirectory
    let volume: SpoolVolume
    let limits: Limits
    let logger: Logger
    let state: Mutex<State>
    /// Whether ``prepare()`` has something to do, as the last call found.
    let hasWork = Atomic(false)
    /// Tells the time.
    let now: @Sendable () -> ContinuousClock.Instant
    /// What spools of other processes take that share the bound with this one.
    let others: @Sendable () -> Int
    private let found: [SpoolExtent]

    /// Opens the spool of a directory, making the directory where it is missing.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/spoolInUse`` when another process has the directory, and
    ///   ``WeaveError/Code/spoolUnusable`` when it cannot be made, read or written.
    public convenience init(directory: String, limits: Limits = Limits(), logger: Logger = .silent) throws {
        try self.init(try SpoolDirectory(path: directory), limits: limits, logger: logger)
    }

    init(
        _ directory: SpoolDirectory, limits: Limits, logger: Logger, volume: SpoolVolume? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        others: @escaping @Sendable () -> Int = { 0 }
    ) throws(WeaveError) {
        self.now = now
        self.directory = directory
        self.volume = volume ?? SpoolVolume(of: directory.path)
        self.limits = limits
        self.logger = logger
        self.others = others
        let segments = try directory.leftovers(logger: logger)
        self.state = Mutex(
            State(
                journal: Journal(limits: limits, leftovers: segments.map(\.account)),
                files: Dictionary(segments.map { ($0.account.segment, $0.file) }, uniquingKeysWith: { $1 })))
        self.found = segments.map(\.account).map {
            SpoolExtent(segment: $0.segment, offset: $0.start, length: $0.end - $0.start)
        }
    }

    deinit {
        let (unneeded, parked) = self.state.withLock { state in
            if let current = state.journal.end, let file = state.files[current.segment] {
                state.open[current.segment]?.note(end: current.end, file.frame)
            }
            return (state.journal.unneeded().compactMap { state.files[$0] }, state.parked)
        }
        for file in unneeded { file.delete() }
        for path in parked { SegmentFile(path: path, frame: SpoolFrame(seed: 0)).delete() }
    }

    public var pendingBytes: Int { self.state.withLock { $0.journal.pending } }

    public func leftovers() -> [SpoolExtent] { self.found }

    public func release(_ extents: [SpoolExtent]) {
        let (notes, finished) = self.state.withLock { state -> ([(SegmentFile, Int)], [(UInt64, SegmentFile)]) in
            let release = state.journal.release(extents)
            var notes: [(SegmentFile, Int)] = []
            for (number, offset) in release.marks {
                guard let file = state.files[number] else { continue }
                if let open = state.open[number] {
                    open.note(released: offset, file.frame)
                } else {
                    notes.append((file, offset))
                }
            }
            // Room again; the next time it is full is worth another line.
            if state.journal.size < self.limits.totalBytes / 8 * 7 { state.isFull = false }
            return (notes, release.finished.compactMap { number in state.files[number].map { (number, $0) } })
        }
        for (file, offset) in notes { file.note(released: offset) }
        for (number, file) in finished { self.finish(number, file) }
    }

    /// Keeps the file of a segment that is finished for another use, or deletes it.
    private func finish(_ number: UInt64, _ file: SegmentFile) {
        let isToBeOpened = self.state.withLock { $0.open[number] == nil && $0.journal.canReuse(number) }
        let isMapped = self.volume.keepsRoom
        let opened = isToBeOpened && isMapped ? try? OpenSegment(existing: file.path, self.limits.segmentBytes) : nil
        self.state.withLock { $0.finish(number, with: opened, isReusable: isMapped) }?.delete()
    }
}
