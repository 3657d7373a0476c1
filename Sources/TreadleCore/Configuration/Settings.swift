/// Every setting there is. `treadle serve --help`, `docs/configuration.md`, `.env.example` and the checks at start are
/// made from this table.
package enum Settings {
    /// All of them, in the order of the documentation.
    package static let all: [SettingEntry] =
        Self.serverEntries + Self.modelEntries + Self.traceEntries + Self.accessEntries + Self.limitEntries
        + Self.loggingEntries + Self.clientEntries + Self.databaseEntries

    // Server

    package static let serverHost = Setting(
        "SERVER_HOST", .host, default: "0.0.0.0", in: .server,
        "Address to listen on; 0.0.0.0 is every IPv4 address of the machine")
    package static let serverPort = Setting(
        "SERVER_PORT", .integer(0...65_535), default: "8080", in: .server, "Port to listen on; 0 takes a free one")
    package static let serverReadTimeout = Setting(
        "SERVER_READ_TIMEOUT", .seconds(from: "0.1", to: 86_400), default: "30", in: .server,
        "Seconds a client may take to send a request's head, and may pause within its body")
    package static let serverWriteTimeout = Setting(
        "SERVER_WRITE_TIMEOUT", .seconds(from: "0.1", to: 86_400), default: "30", in: .server,
        "Seconds a client may take nothing of an answer that waits for it")
    package static let shutdownTimeout = Setting(
        "TREADLE_SHUTDOWN_TIMEOUT", .seconds(from: "0", to: 3600), default: "10", in: .server,
        "Seconds that running requests get to finish when the server is asked to stop")

    private static let serverEntries = [
        Self.serverHost.entry, Self.serverPort.entry, Self.serverReadTimeout.entry, Self.serverWriteTimeout.entry,
        Self.shutdownTimeout.entry,
    ]
}
