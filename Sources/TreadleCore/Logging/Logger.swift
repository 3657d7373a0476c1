/// Writes log lines: a constant message, and values beside it as metadata.
///
/// Shaped like swift-log's `Logger` so that it can be swapped. Libraries take one as a parameter, log at `debug` or
/// below, and never put prompts, answers or keys into it.
public struct Logger: Sendable {
    /// Who speaks.
    public let label: String
    private let handler: any LogHandler
    private var metadata: [(String, String)] = []

    /// Makes a logger that writes to `handler`.
    public init(label: String, handler: any LogHandler) {
        self.label = label
        self.handler = handler
    }

    /// A logger that says nothing.
    public static let silent = Logger(label: "silent", handler: SilentLogHandler())

    /// Metadata that goes with every line of this copy.
    public subscript(metadataKey key: String) -> String? {
        get { self.metadata.last { $0.0 == key }?.1 }
        set {
            self.metadata.removeAll { $0.0 == key }
            if let newValue { self.metadata.append((key, newValue)) }
        }
    }

    /// Writes a line if its level is on; otherwise neither argument is evaluated.
    public func log(
        level: LogLevel, _ message: @autoclosure () -> String,
        metadata: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) {
        guard level >= self.handler.logLevel else { return }
        self.handler.log(
            level: level, message: message(), metadata: self.metadata + metadata().map { ($0.key, $0.value) },
            label: self.label)
    }

    /// Writes a line at this level.
    public func debug(
        _ message: @autoclosure () -> String, metadata: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { self.log(level: .debug, message(), metadata: metadata()) }

    /// Writes a line at this level.
    public func info(
        _ message: @autoclosure () -> String, metadata: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { self.log(level: .info, message(), metadata: metadata()) }

    /// Writes a line at this level.
    public func notice(
        _ message: @autoclosure () -> String, metadata: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { self.log(level: .notice, message(), metadata: metadata()) }

    /// Writes a line at this level.
    public func warning(
        _ message: @autoclosure () -> String, metadata: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { self.log(level: .warning, message(), metadata: metadata()) }

    /// Writes a line at this level.
    public func error(
        _ message: @autoclosure () -> String, metadata: @autoclosure () -> KeyValuePairs<String, String> = [:]
    ) { self.log(level: .error, message(), metadata: metadata()) }
}

private struct SilentLogHandler: LogHandler {
    var logLevel: LogLevel { .critical }
    func log(level: LogLevel, message: String, metadata: [(String, String)], label: String) {}
}
