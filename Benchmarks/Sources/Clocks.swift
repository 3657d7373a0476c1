internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the kernel says about time, in microseconds.
enum Clocks {
    /// Time that passes.
    static var wall: Double { self.read(CLOCK_MONOTONIC) }
    /// What all threads of this process have computed.
    static var process: Double { self.read(CLOCK_PROCESS_CPUTIME_ID) }
    /// What this thread has computed.
    static var thread: Double { self.read(CLOCK_THREAD_CPUTIME_ID) }

    /// The most memory this process has had, in MB.
    static var maximumResidentMegabytes: Double {
        // Not `ru_maxrss`: on Linux that begins with what the program had that started this one.
        if let megabytes = self.status("VmHWM:") { return megabytes }
        var usage = rusage()
        return getrusage(RUSAGE_SELF.rawValue, &usage) == 0 ? Double(usage.ru_maxrss) / 1024 : 0
    }

    /// The memory this process has now, in MB; 0 where the kernel does not say.
    static var residentMegabytes: Double { self.status("VmRSS:") ?? 0 }

    /// The part of it that no file stands behind.
    static var anonymousMegabytes: Double { self.status("RssAnon:") ?? 0 }

    private static func status(_ name: String) -> Double? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) })
        else { return nil }
        return Double(line.filter(\.isNumber)).map { $0 / 1024 }
    }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}
