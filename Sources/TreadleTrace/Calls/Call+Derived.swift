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
        return self.summary["status_counts"]?["error"]?.isPositive == true ? .descendantError : .success
    }

    /// The op's plain name, also where ``opName`` is a reference.
    public var traceName: String { Self.traceName(ofOp: self.opName) }

    /// The plain name in an op's name: `NAME` of `weave:///entity/project/op/NAME:DIGEST`, anything else as it is.
    package static func traceName(ofOp opName: String) -> String {
        guard self.isReference(opName), let slash = opName.utf8.lastIndex(of: UInt8(ascii: "/")) else { return opName }
        let name = opName.utf8[opName.utf8.index(after: slash)...].prefix { $0 != UInt8(ascii: ":") }
        return String(Substring(name))
    }

    /// Whether an op's name is a reference, not a plain name.
    package static func isReference(_ opName: String) -> Bool { opName.utf8.starts(with: "weave:///".utf8) }

    /// Whole milliseconds from start to end, rounded down; `nil` while it runs.
    public var latencyMilliseconds: Int? {
        self.endedAt.map { Int(($0.microseconds - self.startedAt.microseconds) / 1000) }
    }

    /// Whether the caller ended it before it was done: `summary.treadle.outcome` is `cancelled`.
    public var isCancelled: Bool { self.summary["treadle"]?["outcome"]?.string == "cancelled" }
}
