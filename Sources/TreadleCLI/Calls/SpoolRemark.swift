internal import FoundationEssentials

/// What to say about calls that a killed server had answered and not stored yet: the store alone does not show them.
struct SpoolRemark {
    /// How many bytes of calls wait.
    let bytes: Int
    private let directory: String

    /// Looks into a spool's directory; one that is not there holds nothing.
    init(directory: String) {
        self.directory = directory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        self.bytes = names.filter { $0.hasSuffix(".calls") }.reduce(0) { sum, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
            return sum + ((attributes?[.size] as? Int) ?? (attributes?[.size] as? UInt64).map(Int.init) ?? 0)
        }
    }

    /// A sentence; `nil` where nothing waits.
    var text: String? {
        guard self.bytes > 0 else { return nil }
        return
            "the newest calls may be missing: up to \(self.bytes) bytes of them wait in \(self.directory), as a server "
            + "leaves them that was killed; the next `treadle serve` stores them"
    }
}
