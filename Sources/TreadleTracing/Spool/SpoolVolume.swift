#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What is known of the file system that a directory is on.
struct SpoolVolume: Equatable {
    /// Whether room that was taken with `posix_fallocate` can be written to whatever happens: then a file may be mapped,
    /// and a full disk never becomes a signal.
    ///
    /// File systems that write every change to a new place (Btrfs, ZFS, F2FS), and those at the other end of a network,
    /// do not promise it.
    var keepsRoom: Bool

    init(keepsRoom: Bool) { self.keepsRoom = keepsRoom }

    init(of directory: String) {
        var status = stat()
        guard stat(directory, &status) == 0, let mounts = Self.text(of: "/proc/self/mountinfo") else {
            self.keepsRoom = false
            return
        }
        self.keepsRoom =
            Self.type(of: Self.device(UInt64(truncatingIfNeeded: status.st_dev)), in: mounts).map(Self.keepers.contains)
            ?? false
    }

    private static let keepers: Set<Substring> = ["ext2", "ext3", "ext4", "xfs", "tmpfs", "overlay"]

    /// A device's number as `major:minor`, taken apart as Linux puts it together.
    private static func device(_ number: UInt64) -> String {
        "\(number >> 32 & 0xFFFF_F000 | number >> 8 & 0xFFF):\(number >> 12 & 0xFFFF_FF00 | number & 0xFF)"
    }

    /// The type of the file system on a device (`major:minor`), as `proc_pid_mountinfo(5)` tells it.
    static func type(of device: String, in mounts: String) -> Substring? {
        for line in mounts.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 2, words[2] == device, let dash = words.lastIndex(of: "-") else { continue }
            return words.indices.contains(dash + 1) ? words[dash + 1] : nil
        }
        return nil
    }

    private static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let part = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
                count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
            }
            if part.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += part
        }
    }
}
