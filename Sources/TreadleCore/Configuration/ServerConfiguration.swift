/// What `treadle serve` needs to know. Made by ``init(reading:)``; ``Settings`` says what each value means.
package struct ServerConfiguration: Sendable {
    /// `SERVER_HOST`, an IPv6 address without brackets.
    package var host: String
    /// `SERVER_PORT`; 0 takes a free one.
    package var port: Int
    /// `SERVER_READ_TIMEOUT`
    package var readTimeout: Duration
    /// `SERVER_WRITE_TIMEOUT`
    package var writeTimeout: Duration
    /// `TREADLE_SHUTDOWN_TIMEOUT`
    package var shutdownTimeout: Duration

    /// `OPENAI_API_KEY`
    package var upstreamKey: Secret?
    /// `OPENAI_BASE_URL`, without a trailing slash.
    package var upstreamURL: BaseURL
    /// `OPENAI_MODEL`
    package var defaultModel: String
    /// `OPENAI_MAX_TOKENS`
    package var defaultMaxTokens: Int
    /// `OPENAI_TEMPERATURE`
    package var defaultTemperature: Double
    /// `TREADLE_UPSTREAM_TIMEOUT`
    package var upstreamTimeout: Duration
    /// `TREADLE_STREAM_USAGE`
    package var asksForStreamUsage: Bool

    /// `TREADLE_TRACE`
    package var isTracing: Bool
    /// `TREADLE_DATA_DIR`, the home put in for `~`; absolute unless it was given as relative.
    package var dataDirectory: String
    /// `TREADLE_PROJECT`
    package var project: String
    /// `TREADLE_SYNC`
    package var durability: StoreDurability
    /// `TREADLE_SPOOL_BYTES`
    package var spoolBytes: Int

    /// `TREADLE_API_KEYS`; empty means that only clients on this machine are served.
    package var apiKeys: [Secret]
    /// `TREADLE_ALLOWED_ORIGINS`, lower case, like `https://app.example.com`.
    package var allowedOrigins: [String]
    /// `TREADLE_ALLOWED_HOSTS`, lower case, with a port or without.
    package var allowedHosts: [String]

    /// `TREADLE_MAX_BODY_BYTES`
    package var maxBodyBytes: Int
    /// `TREADLE_MAX_TRACE_BODY_BYTES`
    package var maxTraceBodyBytes: Int
    /// `TREADLE_MAX_MESSAGE_BYTES`
    package var maxMessageBytes: Int
    /// `TREADLE_MAX_CONNECTIONS`
    package var maxConnections: Int
    /// `TREADLE_MAX_CONNECTIONS_PER_CLIENT`
    package var maxConnectionsPerClient: Int
    /// `TREADLE_MAX_REQUESTS_PER_CLIENT`
    package var maxRequestsPerClient: Int

    /// `TREADLE_LOG_LEVEL`
    package var logLevel: LogLevel
    /// `TREADLE_LOG_FORMAT`
    package var logFormat: JSONLogHandler.Format

    /// `DB_TYPE` and its kin; with sqlite only the type means anything.
    package var database: Database

    /// Where calls are kept, for databases that need to be told.
    package struct Database: Sendable {
        package var type: Settings.DatabaseType
        package var host: String
        package var port: Int
        package var name: String
        package var user: String?
        package var password: Secret?
    }
}

extension ServerConfiguration {
    /// Whether the built-in demo model answers every name: no key, and the base URL is the default.
    package var usesDemoModel: Bool {
        self.upstreamKey == nil && self.upstreamURL.text == Settings.openAIBaseURL.entry.defaultText
    }

    /// The file that keeps the calls.
    package var storePath: String { DataDirectory.storePath(in: self.dataDirectory) }

    /// The directory for calls that wait to be stored.
    package var spoolPath: String { DataDirectory.spoolPath(in: self.dataDirectory) }
}
