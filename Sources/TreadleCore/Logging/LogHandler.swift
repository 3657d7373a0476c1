/// Where log lines go; shaped like swift-log's, so that one can stand in for the other.
public protocol LogHandler: Sendable {
    /// Lines below this level are dropped before they are made.
    var logLevel: LogLevel { get }

    /// Takes one line. Any thread may call it.
    func log(level: LogLevel, message: String, metadata: [(String, String)], label: String)
}
