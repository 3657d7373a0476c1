internal import TreadleCore

extension SpoolDirectory {
    /// A segment that an earlier process left.
    struct Leftover {
        var account: FileCallSpool.Journal.Leftover
        var file: SegmentFile
        var openedAt: UInt64
    }

    /// The segments with calls that are not known to be stored, oldest first. Those without any are deleted.
    ///
    /// A file of another version of the format is left where it is, and said in the log.
    func leftovers(logger: Logger) throws(WeaveError) -> [Leftover] {
        var leftovers: [Leftover] = []
        for (number, size) in try self.segments() {
            do throws(SystemError) {
                if let leftover = try self.leftover(number, size: size, logger: logger) { leftovers.append(leftover) }
            } catch {
                throw WeaveError(.spoolUnusable, "the spool segment \(self.path(of: number)) cannot be read: \(error)")
            }
        }
        return leftovers.sorted { $0.openedAt < $1.openedAt }
    }

    private func leftover(_ number: UInt64, size: Int, logger: Logger) throws(SystemError) -> Leftover? {
        let path = self.path(of: number)
        let header: SegmentHeader
        switch SegmentHeader.read(try SegmentFile.read(path, at: 0, count: SegmentHeader.size)) {
        case .header(let found): header = found
        case .unwritten:
            SegmentFile(path: path, frame: SpoolFrame(seed: 0)).delete()
            return nil
        case .unknown:
            logger.warning(
                "a file in the spool is of another version, or damaged at its beginning, and is left as it is",
                metadata: ["path": path])
            return nil
        }
        let file = SegmentFile(path: path, frame: SpoolFrame(seed: header.seed))
        let start = min(header.released, size)
        let end = header.end > 0 ? min(header.end, size) : try file.endOfFrames(from: start, size: size)
        guard end > start else {
            file.delete()
            return nil
        }
        return Leftover(
            account: FileCallSpool.Journal.Leftover(segment: number, size: size, start: start, end: end), file: file,
            openedAt: header.openedAt)
    }
}
