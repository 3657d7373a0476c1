import Synchronization
import Testing
import TreadleCore

@Suite struct LoggerTests {
    private final class RecordingHandler: LogHandler {
        let logLevel: LogLevel
        private let state = Mutex<[String]>([])

        init(_ logLevel: LogLevel) { self.logLevel = logLevel }

        var lines: [String] { self.state.withLock { $0 } }

        func log(level: LogLevel, message: String, metadata: [(String, String)], label: String) {
            let values = metadata.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
            self.state.withLock { $0.append("\(label) \(level.rawValue) \(message) \(values)") }
        }
    }

    @Test(arguments: LogLevel.allCases)
    func `a line below the level is not made`(level: LogLevel) {
        let handler = RecordingHandler(level)
        let logger = Logger(label: "loom", handler: handler)
        for other in LogLevel.allCases {
            func message() -> String {
                if other < level { Issue.record("a message below the level was made") }
                return "pick"
            }
            logger.log(level: other, message())
        }
        let expected = LogLevel.allCases.drop { $0 != level }.map { "loom \($0.rawValue) pick " }
        #expect(handler.lines == expected)
    }

    @Test func `metadata of the logger comes before that of the line`() {
        let handler = RecordingHandler(.trace)
        var logger = Logger(label: "loom", handler: handler)
        logger[metadataKey: "call"] = "1"
        logger[metadataKey: "call"] = "2"
        logger.info("pick", metadata: ["shuttle": "left"])
        #expect(logger[metadataKey: "call"] == "2")
        logger[metadataKey: "call"] = nil
        logger.error("torn")
        #expect(handler.lines == ["loom info pick call=2 shuttle=left", "loom error torn "])
    }

    @Test func `levels ascend as they are listed`() {
        #expect(LogLevel.allCases.sorted() == LogLevel.allCases)
        #expect(LogLevel.trace < .critical)
    }
}
