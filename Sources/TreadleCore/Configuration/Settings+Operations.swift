extension Settings {
    package static let logLevel = Setting(
        "TREADLE_LOG_LEVEL", .choice(LogLevel.self), default: LogLevel.info.rawValue, in: .logging,
        "Log lines below this level are left out")
    package static let logFormat = Setting(
        "TREADLE_LOG_FORMAT", .choice(JSONLogHandler.Format.self), default: JSONLogHandler.Format.text.rawValue,
        in: .logging, "How log lines look: text for people, json for machines; they go to standard error")

    static let loggingEntries = [Self.logLevel.entry, Self.logFormat.entry]

    package static let url = Setting(
        "TREADLE_URL", .url, default: "http://127.0.0.1:8080", in: .client,
        "Server that `treadle calls` and `treadle call` ask; by default the one on this machine, at SERVER_PORT")
    package static let apiKey = Setting(
        "TREADLE_API_KEY", .secret, in: .client,
        "Key they send; for the server on this machine the first of TREADLE_API_KEYS is taken if this is not set")

    static let clientEntries = [Self.url.entry, Self.apiKey.entry]

    /// What keeps the calls.
    package enum DatabaseType: String, Sendable, CaseIterable {
        case sqlite
    }

    package static let databaseType = Setting(
        "DB_TYPE", .choice(DatabaseType.self, note: " (no other database is supported yet)"),
        default: DatabaseType.sqlite.rawValue, in: .database,
        "Database that keeps the calls; sqlite is embedded and lives in TREADLE_DATA_DIR")
    package static let databaseHost = Setting(
        "DB_HOST", .host, default: "localhost", in: .database, "Database host; sqlite has none")
    package static let databasePort = Setting(
        "DB_PORT", .integer(1...65_535), default: "5432", in: .database, "Database port; sqlite has none")
    package static let databaseName = Setting(
        "DB_NAME", .string, default: "aibase", in: .database, "Database name; sqlite has none")
    package static let databaseUser = Setting("DB_USER", .string, in: .database, "Database user; sqlite has none")
    package static let databasePassword = Setting(
        "DB_PASSWORD", .password, in: .database, "Database password; sqlite has none")

    static let databaseEntries = [
        Self.databaseType.entry, Self.databaseHost.entry, Self.databasePort.entry, Self.databaseName.entry,
        Self.databaseUser.entry, Self.databasePassword.entry,
    ]
}
