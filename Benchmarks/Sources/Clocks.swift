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
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(RUSAGE_SELF.rawValue, &usage)
            return Double(usage.ru_maxrss) / 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss) / 1_048_576
        #endif
    }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}
