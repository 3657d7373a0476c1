import Synchronization
import TreadleCore

/// Keeps what is logged, a line each: its level and its message.
final class RecordingLogHandler: LogHandler {
    let logLevel = LogLevel.trace
    private let state = Mutex<[String]>([])

    var lines: [String] { self.state.withLock { $0 } }

    func log(level: LogLevel, message: String, metadata: [(String, String)], label: String) {
        self.state.withLock { $0.append("\(level.rawValue) \(message)") }
    }
}
