/// How much a log line matters; the names and order are swift-log's.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// From the chattiest to the gravest.
    case trace, debug, info, notice, warning, error, critical

    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
