extension Settings {
    package static let apiKeys = Setting(
        "TREADLE_API_KEYS", .keys(minimumLength: 8), in: .access,
        "Keys that clients may use, separated by commas; without any, only clients on this machine are served")
    package static let allowedOrigins = Setting(
        "TREADLE_ALLOWED_ORIGINS", .origins, in: .access,
        "Web pages of other origins that browsers may use the server from, separated by commas")
    package static let allowedHosts = Setting(
        "TREADLE_ALLOWED_HOSTS", .hosts, in: .access,
        "Names the server is reached by, separated by commas, beside its addresses and localhost")

    static let accessEntries = [Self.apiKeys.entry, Self.allowedOrigins.entry, Self.allowedHosts.entry]

    package static let maxBodyBytes = Setting(
        "TREADLE_MAX_BODY_BYTES", .integer(1024...1_073_741_824), default: "33554432", in: .limits,
        "Bytes of a request's body, requests to the trace API excepted")
    package static let maxTraceBodyBytes = Setting(
        "TREADLE_MAX_TRACE_BODY_BYTES", .integer(1024...1_073_741_824), default: "268435456", in: .limits,
        "Bytes of the body of a request to the trace API; batches are below 32 MiB, but one call or table may be larger"
    )
    package static let maxMessageBytes = Setting(
        "TREADLE_MAX_MESSAGE_BYTES", .integer(1024...1_073_741_824), default: "4194304", in: .limits,
        "Bytes of a WebSocket message")
    package static let maxConnections = Setting(
        "TREADLE_MAX_CONNECTIONS", .integer(1...1_000_000), default: "10000", in: .limits, "Connections at a time")
    package static let maxConnectionsPerClient = Setting(
        "TREADLE_MAX_CONNECTIONS_PER_CLIENT", .integer(1...1_000_000), default: "8000", in: .limits,
        "Connections at a time from one address; one address may be a proxy with many clients behind it")
    package static let maxRequestsPerClient = Setting(
        "TREADLE_MAX_REQUESTS_PER_CLIENT", .integer(1...100_000), default: "64", in: .limits,
        "Requests at a time on one WebSocket")

    static let limitEntries = [
        Self.maxBodyBytes.entry, Self.maxTraceBodyBytes.entry, Self.maxMessageBytes.entry, Self.maxConnections.entry,
        Self.maxConnectionsPerClient.entry, Self.maxRequestsPerClient.entry,
    ]
}
