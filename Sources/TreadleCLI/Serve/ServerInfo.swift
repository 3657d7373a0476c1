internal import TreadleCore

/// How the server is set up: what `GET /info` answers. Every setting, and of secrets only whether they are set.
struct ServerInfo: Sendable {
    private let configuration: ServerConfiguration

    init(_ configuration: ServerConfiguration) {
        self.configuration = configuration
    }

    var json: RawJSON {
        let configuration = self.configuration
        return JSONWriter.object { writer in
            writer.member("name", "treadle")
            writer.member("version", Treadle.version)
            writer.object("models") { writer in
                writer.member("upstream", configuration.usesDemoModel ? .null : .string(configuration.upstreamURL.text))
                writer.member("default", configuration.usesDemoModel ? "demo" : configuration.defaultModel)
                writer.member("default_max_tokens", configuration.defaultMaxTokens)
                writer.member("default_temperature", configuration.defaultTemperature)
                writer.member("has_upstream_key", configuration.upstreamKey != nil)
            }
            writer.object("access") { writer in
                writer.member("requires_api_key", !configuration.apiKeys.isEmpty)
                writer.member("loopback_only", configuration.apiKeys.isEmpty)
                writer.member("allowed_origins", .array(configuration.allowedOrigins.map(JSONValue.string)))
            }
            writer.object("traces") { writer in
                writer.member("enabled", configuration.isTracing)
                writer.member("project", configuration.project)
                writer.member("store", configuration.database.type.rawValue)
            }
            writer.object("limits") { writer in
                writer.member("body_bytes", configuration.maxBodyBytes)
                writer.member("trace_body_bytes", configuration.maxTraceBodyBytes)
                writer.member("message_bytes", configuration.maxMessageBytes)
                writer.member("connections", configuration.maxConnections)
                writer.member("connections_per_client", configuration.maxConnectionsPerClient)
                writer.member("requests_per_client", configuration.maxRequestsPerClient)
                writer.member("upstream_timeout_seconds", configuration.upstreamTimeout / .seconds(1))
            }
        }
    }
}
