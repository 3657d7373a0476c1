internal import Glibc

/// The process's limit on open descriptors.
enum FileDescriptorLimit {
    /// Raises the soft limit to what is needed, or as far as the hard limit lets it.
    ///
    /// - Returns: the limit that holds then.
    @discardableResult static func raise(toHold needed: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        let wanted = min(rlim_t(needed), limit.rlim_max)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = wanted
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }
}
