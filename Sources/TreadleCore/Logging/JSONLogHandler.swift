#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes structured lines to standard error: one JSON object each, or `time level message key=value` for people.
public struct JSONLogHandler: LogHandler {
    /// How a line looks.
    public enum Format: String, Sendable, CaseIterable {
        /// For machines, or for people.
        case json, text
    }

    public let logLevel: LogLevel
    private let format: Format

    /// Makes a handler.
    public init(logLevel: LogLevel = .info, format: Format = .text) {
        self.logLevel = logLevel
        self.format = format
    }

    public func log(level: LogLevel, message: String, metadata: [(String, String)], label: String) {
        var line: [UInt8]
        switch self.format {
        case .json:
            line = Array(
                JSONWriter.object { writer in
                    writer.member("time", Timestamp.now.description)
                    writer.member("level", level.rawValue)
                    writer.member("logger", label)
                    writer.member("message", message)
                    for (key, value) in metadata { writer.member(key, value) }
                }.bytes)
        case .text:
            let values = metadata.map { " \($0.0)=\(Self.quotedIfNeeded($0.1))" }.joined()
            line = Array("\(Timestamp.now) \(level.rawValue) \(message)\(values)".utf8)
        }
        line.append(UInt8(ascii: "\n"))
        // One write for a line, so that lines of several threads do not mix.
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// A value in quotes where it has spaces, quotes or control characters: a line stays a line.
    private static func quotedIfNeeded(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x7F }
        return isPlain && !value.isEmpty ? value : RawJSON(JSONValue.string(value)).text
    }
}
