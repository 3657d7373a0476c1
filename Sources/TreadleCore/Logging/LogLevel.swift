/// How much a log line matters; the names and order are swift-log's.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// From the chattiest to the gravest.
    case trace, debug, info, notice, warning, error, critical

    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    /// Not the place in `allCases`: that is an array made anew each time, and a line that is off must cost nothing.
    private var rank: Int {
        switch self {
        case .trace: 0
        case .debug: 1
        case .info: 2
        case .notice: 3
        case .warning: 4
        case .error: 5
        case .critical: 6
        }
    }
}
