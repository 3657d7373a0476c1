internal import TreadleCore

extension Call {
    /// How a call stands; the words are Weave's.
    public enum Status: String, Sendable {
        /// It has not ended; it ended well; it failed; a call below it failed.
        case running, success, error, descendantError = "descendant_error"
    }

    /// How the call stands, worked out from what is stored (weave-wire, section 3, "summary.weave").
    public var status: Status {
        if self.exception != nil { return .error }
        if self.endedAt == nil { return .running }
        let failures = self.summary["status_counts"]?["error"]?.integer ?? 0
        return failures > 0 ? .descendantError : .success
    }

    /// The op's plain name, also where ``opName`` is a reference.
    public var traceName: String {
        guard self.opName.hasPrefix("weave:///"), let slash = self.opName.lastIndex(of: "/") else {
            return self.opName
        }
        return String(self.opName[self.opName.index(after: slash)...].prefix { $0 != ":" })
    }

    /// Whole milliseconds from start to end, rounded down; `nil` while it runs.
    public var latencyMilliseconds: Int? {
        self.endedAt.map { Int(($0.microseconds - self.startedAt.microseconds) / 1000) }
    }

    /// Whether the caller ended it before it was done: `summary.treadle.outcome` is `cancelled`.
    public var isCancelled: Bool { self.summary["treadle"]?["outcome"]?.string == "cancelled" }
}
