internal import Synchronization
public import TreadleCore
public import TreadleTrace

/// A spool of append-only files in one directory.
///
/// A call that ``append(_:)`` took is in the kernel's page cache: it survives the end of this process, however it
/// comes, but not a power failure. What an earlier process left is found again, except for frames that are damaged;
/// those are skipped, and said in the log. A directory belongs to one spool at a time. Its files are readable for
/// their owner alone, and so is the directory if the spool made it.
public final class FileCallSpool: CallSpool {
    private struct State {
        var journal: Journal
        var files: [UInt64: SegmentFile]
        var isFull = false
        var isFailing = false
    }

    private let directory: SpoolDirectory
    private let limits: Limits
    private let logger: Logger
    private let state: Mutex<State>
    private let found: [SpoolExtent]

    /// Opens the spool of a directory, making the directory where it is missing.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/spoolInUse`` when another process has the directory, and
    ///   ``WeaveError/Code/spoolUnusable`` when it cannot be made, read or written.
    public init(directory: String, limits: Limits = Limits(), logger: Logger = .silent) throws {
        self.directory = try SpoolDirectory(path: directory)
        self.limits = limits
        self.logger = logger
        let segments = try self.directory.segments()
        var files: [UInt64: SegmentFile] = [:]
        for segment in segments {
            let file = SegmentFile(path: self.directory.path(of: segment.number), isNew: false)
            if segment.size > 0 { files[segment.number] = file } else { file.delete() }
        }
        let filled = segments.filter { $0.size > 0 }
        self.state = Mutex(State(journal: Journal(limits: limits, leftovers: filled), files: files))
        self.found = filled.map { SpoolExtent(segment: $0.number, offset: 0, length: $0.size) }
    }

    deinit {
        let unneeded = self.state.withLock { state in state.journal.close().compactMap { state.files[$0] } }
        for file in unneeded { file.delete() }
    }

    public var pendingBytes: Int { self.state.withLock { $0.journal.pending } }

    public func leftovers() -> [SpoolExtent] { self.found }

    public func append(_ call: Call) -> SpoolExtent? {
        let payload = call.wire().bytes
        let header = SpoolFrame.header(of: payload)
        return header.span.withUnsafeBytes { header in
            payload.withUnsafeBytes { self.write(header, $0) }
        }
    }

    public func append(_ calls: [Call]) -> SpoolExtent? {
        if calls.count == 1 { return self.append(calls[0]) }
        guard !calls.isEmpty else { return nil }
        var frames: [UInt8] = []
        for call in calls {
            let payload = call.wire().bytes
            let header = SpoolFrame.header(of: payload)
            for index in header.indices { frames.append(header[index]) }
            frames.append(contentsOf: payload)
        }
        return frames.withUnsafeBytes { self.write(UnsafeRawBufferPointer(rebasing: $0[..<0]), $0) }
    }

    /// Writes one stretch of frames.
    private func write(_ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) -> SpoolExtent? {
        let reservation = self.state.withLock { state -> (SpoolExtent, SegmentFile)? in
            guard let extent = state.journal.reserve(head.count + body.count) else { return nil }
            if let file = state.files[extent.segment] { return (extent, file) }
            let file = SegmentFile(path: self.directory.path(of: extent.segment), isNew: true)
            state.files[extent.segment] = file
            return (extent, file)
        }
        guard let (extent, file) = reservation else {
            if self.state.withLock({ $0.isFull.exchange(with: true) }) == false {
                self.logger.warning(
                    "the spool is full, calls are kept in memory only until the store takes some",
                    metadata: ["limit_bytes": "\(self.limits.totalBytes)"])
            }
            return nil
        }
        do {
            // Outside the lock: each writer has its own stretch of the file. What stands in a stretch whose write
            // failed is skipped when it is read.
            try file.write(head, body, at: extent.offset)
            return extent
        } catch {
            self.release([extent])
            if self.state.withLock({ $0.isFailing.exchange(with: true) }) == false {
                self.logger.error(
                    "the spool cannot be written, calls are kept in memory only", metadata: ["error": "\(error)"])
            }
            return nil
        }
    }

    public func release(_ extents: [SpoolExtent]) {
        let unneeded = self.state.withLock { state in
            let unneeded = state.journal.release(extents)
            // Room again; the next time it is full is worth another line.
            if state.journal.size < self.limits.totalBytes / 8 * 7 { state.isFull = false }
            return unneeded.compactMap { state.files.removeValue(forKey: $0) }
        }
        for file in unneeded { file.delete() }
    }

    public func read(_ extent: SpoolExtent, maximumCalls: Int, maximumBytes: Int) throws -> SpoolPage {
        guard let file = self.state.withLock({ $0.files[extent.segment] }) else {
            return SpoolPage(calls: [], extent: extent, rest: nil)
        }
        do {
            var reader = SpoolReader(file, extent)
            let page = try reader.page(maximumCalls: maximumCalls, maximumBytes: maximumBytes)
            if reader.damagedBytes > 0 {
                self.logger.warning(
                    "skipped damage in the spool",
                    metadata: ["segment": "\(extent.segment)", "bytes": "\(reader.damagedBytes)"])
            }
            return page
        } catch {
            throw WeaveError(.spoolUnusable, "a spool segment cannot be read: \(error)")
        }
    }
}

extension Bool {
    /// Sets a value and returns the one before.
    fileprivate mutating func exchange(with new: Bool) -> Bool {
        defer { self = new }
        return self
    }
}
