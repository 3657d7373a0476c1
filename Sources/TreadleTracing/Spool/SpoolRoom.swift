public import TreadleCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A directory in which every process that traces has a spool of its own.
///
/// The spools are directories with numbers for names. A process takes the first that nobody has, and with it what dead
/// processes left in any of them: each call is adopted by one process, also where several start at the same moment. The
/// limit on the size holds for all of them together; processes that grow at the same moment may pass it by a segment
/// each.
public struct SpoolRoom: Sendable {
    /// Where it is.
    public let path: String
    /// How large a segment is, and how much all spools in it may take together.
    public let limits: FileCallSpool.Limits

    /// So many processes may have a spool at a time.
    static let maximumSpools = 10_000

    /// Describes a room; nothing is made before a spool is opened.
    public init(_ path: String, limits: FileCallSpool.Limits = FileCallSpool.Limits()) {
        self.path = path
        self.limits = limits
    }

    /// Opens a spool of this process's own. Its leftovers are those of all processes that are gone.
    ///
    /// - Throws: ``WeaveError`` with ``WeaveError/Code/spoolUnusable`` when the room cannot be made, read or written.
    public func open(logger: Logger = .silent) throws -> FileCallSpool {
        try SpoolDirectory.make(self.path)
        let own = try self.firstFree()
        for other in try self.directories() where other != own.path { try Self.adopt(from: other, into: own) }
        let (room, ownPath) = (self, own.path)
        return try FileCallSpool(own, limits: self.limits, logger: logger, others: { room.size(without: ownPath) })
    }

    private func firstFree() throws -> SpoolDirectory {
        var unusable: [WeaveError] = []
        for number in 0..<Self.maximumSpools {
            switch Self.directory("\(self.path)/\(number)") {
            case .success(let directory): return directory
            case .failure(let error) where error.code == .spoolInUse: continue
            case .failure(let error):
                // Another user's, perhaps; where several are, it is the room that cannot be used.
                unusable.append(error)
                if unusable.count > 4 { throw unusable[0] }
            }
        }
        if let first = unusable.first { throw first }
        throw WeaveError(.spoolInUse, "every spool in \(self.path) is in use; end some of the processes that have them")
    }

    private static func directory(_ path: String) -> Result<SpoolDirectory, WeaveError> {
        do throws(WeaveError) {
            return .success(try SpoolDirectory(path: path))
        } catch {
            return .failure(error)
        }
    }

    private func directories() throws(WeaveError) -> [String] {
        try SpoolDirectory.names(in: self.path).filter { Int($0) != nil }.sorted().map { "\(self.path)/\($0)" }
    }

    /// Moves what a dead process left. Holding its lock, this is the only one who does.
    private static func adopt(from path: String, into own: SpoolDirectory) throws(WeaveError) {
        // It is somebody's, or gone.
        guard case .success(let other) = Self.directory(path) else { return }
        var next = (try own.segments().map(\.number).max() ?? 0) + 1
        for segment in try other.segments() {
            guard rename(other.path(of: segment.number), own.path(of: next)) == 0 else {
                throw WeaveError(
                    .spoolUnusable,
                    "the spool segment \(other.path(of: segment.number)) cannot be moved: \(SystemError())")
            }
            next += 1
        }
    }

    /// The bytes of all segments but those of one spool.
    func size(without own: String) -> Int {
        let others = (try? self.directories())?.filter { $0 != own } ?? []
        return others.reduce(0) { $0 + SpoolDirectory.size(of: $1) }
    }
}
