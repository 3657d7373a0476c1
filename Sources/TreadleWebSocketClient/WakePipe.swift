#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
internal import TreadleHTTP

/// Wakes a thread that waits in `poll`. Any thread may ring; the descriptors live as long as somebody holds it.
final class WakePipe: Sendable {
    /// What to wait on.
    let readEnd: Int32
    private let writeEnd: Int32

    init() throws(HTTPError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw HTTPError(.unreachable, "no descriptors are left for another connection (errno \(errno))")
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (self.readEnd, self.writeEnd) = (ends[0], ends[1])
    }

    deinit {
        _ = close(self.readEnd)
        _ = close(self.writeEnd)
    }

    /// Wakes the thread; a pipe that is full has already been rung.
    func ring() {
        var byte: UInt8 = 1
        _ = write(self.writeEnd, &byte, 1)
    }

    /// Takes out what was rung.
    func silence() {
        var bytes: (UInt64, UInt64) = (0, 0)
        while read(self.readEnd, &bytes, MemoryLayout.size(ofValue: bytes)) > 0 {}
    }
}
