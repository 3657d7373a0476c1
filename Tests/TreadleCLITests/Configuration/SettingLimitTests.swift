import Testing
import TreadleCore

/// Every setting from both sides of its limits.
@Suite struct SettingLimitTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let accepted: [String]
        let refused: [String]

        var testDescription: String { self.name }
    }

    static let seconds = (
        accepted: ["0.1", "30", "86400"], refused: ["0.09", "86400.1", "-1", "1e3", "1.", ".5", "5s"]
    )
    static let connections = (accepted: ["1", "1000000"], refused: ["0", "1000001", "-1", "1.0", "1_000", "+1"])
    static let bytes = (accepted: ["1024", "1073741824"], refused: ["1023", "1073741825", "4MB"])

    static let cases: [Case] = [
        Case(
            name: "SERVER_HOST", accepted: ["0.0.0.0", "::", "[::1]", "mill.local", "127.0.0.1"],
            refused: ["localhost:8080", "a b", "[mill]", "http://mill", "a/b", ":"]),
        Case(
            name: "SERVER_PORT", accepted: ["0", "8080", "65535"],
            refused: ["65536", "-1", "abc", "80.0", " 80", "99999999999999999999"]),
        Case(name: "SERVER_READ_TIMEOUT", accepted: seconds.accepted, refused: seconds.refused),
        Case(name: "SERVER_WRITE_TIMEOUT", accepted: seconds.accepted, refused: seconds.refused),
        Case(name: "TREADLE_SHUTDOWN_TIMEOUT", accepted: ["0", "3600"], refused: ["3600.1", "-0.1"]),
        Case(name: "OPENAI_API_KEY", accepted: ["sk-mill"], refused: ["sk mill", "sk-\u{7}", "clé"]),
        Case(
            name: "OPENAI_BASE_URL",
            accepted: ["http://[::1]:11434/v1", "https://mill.example", "HTTPS://mill.example/v1//", "http://h:65535"],
            refused: [
                "mill.example", "ftp://mill.example", "http://", "http://h:0", "http://h:65536", "http://h:x",
                "https://user:pass@mill.example", "http://h/?a=b", "http://h/#f", "http://[mill]", "http://h /v1",
            ]),
        Case(name: "OPENAI_MODEL", accepted: ["gpt-4", "org/model:8b"], refused: ["a\nb"]),
        Case(name: "OPENAI_MAX_TOKENS", accepted: ["1", "10000000"], refused: ["0", "10000001", "many"]),
        Case(name: "OPENAI_TEMPERATURE", accepted: ["0", "0.7", "2.0"], refused: ["2.01", "-0.1", "nan", "inf"]),
        Case(name: "TREADLE_UPSTREAM_TIMEOUT", accepted: seconds.accepted, refused: seconds.refused),
        Case(
            name: "TREADLE_STREAM_USAGE", accepted: ["true", "FALSE", "yes", "no", "on", "off", "1", "0"],
            refused: ["2", "ja", "truee"]),
        Case(name: "TREADLE_TRACE", accepted: ["true", "false"], refused: ["maybe"]),
        Case(name: "TREADLE_DATA_DIR", accepted: ["/var/lib/treadle", "~/mill", "mill"], refused: ["a\u{1}b"]),
        Case(
            name: "TREADLE_PROJECT", accepted: ["a/b", "mill.one/warp-2_x", String(repeating: "a", count: 128) + "/b"],
            refused: ["mill", "/b", "a/", "a/b/c", "a b/c", String(repeating: "a", count: 129) + "/b", "ä/b"]),
        Case(name: "TREADLE_SYNC", accepted: ["normal", "full"], refused: ["off", "Full"]),
        Case(
            name: "TREADLE_SPOOL_BYTES", accepted: ["1048576", "1099511627776"], refused: ["1048575", "1099511627777"]),
        Case(
            name: "TREADLE_API_KEYS", accepted: ["12345678", "12345678, 87654321"],
            refused: ["1234567", "12345678,1234567", "12345678,", "1234 5678", ","]),
        Case(
            name: "TREADLE_ALLOWED_ORIGINS",
            accepted: ["https://mill.example", "https://a.example,http://b.example:1"],
            refused: ["mill.example", "https://mill.example/loom", "*", "https://a.example,,https://b.example"]),
        Case(
            name: "TREADLE_ALLOWED_HOSTS", accepted: ["mill.example", "mill.example:8080, [::1]:80"],
            refused: ["http://mill.example", "mill.example/loom", "mill example", "*"]),
        Case(name: "TREADLE_MAX_TRACE_BODY_BYTES", accepted: bytes.accepted, refused: bytes.refused),
        Case(name: "TREADLE_MAX_BODY_BYTES", accepted: bytes.accepted, refused: bytes.refused),
        Case(name: "TREADLE_MAX_MESSAGE_BYTES", accepted: bytes.accepted, refused: bytes.refused),
        Case(name: "TREADLE_MAX_CONNECTIONS", accepted: connections.accepted, refused: connections.refused),
        Case(name: "TREADLE_MAX_CONNECTIONS_PER_CLIENT", accepted: connections.accepted, refused: connections.refused),
        Case(name: "TREADLE_MAX_REQUESTS_PER_CLIENT", accepted: ["1", "100000"], refused: ["0", "100001"]),
        Case(name: "TREADLE_LOG_LEVEL", accepted: LogLevel.allCases.map(\.rawValue), refused: ["loud", "INFO"]),
        Case(name: "TREADLE_LOG_FORMAT", accepted: ["text", "json"], refused: ["xml"]),
        Case(name: "TREADLE_URL", accepted: ["http://127.0.0.1:8080"], refused: ["127.0.0.1:8080"]),
        Case(name: "TREADLE_API_KEY", accepted: ["12345678"], refused: ["1234 5678"]),
        Case(name: "DB_TYPE", accepted: ["sqlite"], refused: ["postgres", "SQLite"]),
        Case(name: "DB_HOST", accepted: ["localhost"], refused: ["a b"]),
        Case(name: "DB_PORT", accepted: ["1", "65535"], refused: ["0", "65536"]),
        Case(name: "DB_NAME", accepted: ["aibase"], refused: ["a\tb"]),
        Case(name: "DB_USER", accepted: ["weaver"], refused: ["a\tb"]),
        Case(name: "DB_PASSWORD", accepted: ["warp and weft"], refused: ["a\tb"]),
    ]

    @Test func `every setting has its limits here, and stands in the table once`() {
        #expect(Self.cases.map(\.name).sorted() == Settings.all.map(\.name).sorted())
    }

    @Test(arguments: Self.cases)
    func `takes what is within and refuses what is beyond`(_ limits: Case) throws {
        let entry = try #require(Settings.all.first { $0.name == limits.name })
        for text in limits.accepted { #expect(entry.accepts(text), "\(text)") }
        for text in limits.refused { #expect(!entry.accepts(text), "\(text)") }
    }

    @Test func `every default is within the limits`() {
        for entry in Settings.all {
            if let text = entry.defaultText { #expect(entry.accepts(text), "\(entry.name)") }
        }
    }
}
