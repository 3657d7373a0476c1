internal import TreadleCore

/// What `treadle serve` says once it listens: what it is, where, and what to try.
struct StartBanner: Sendable {
    /// What the server was started with.
    let configuration: ServerConfiguration
    /// Where it listens; the port is the one it got.
    let address: ListeningAddress
    /// The path of the program that runs, for the commands to try.
    let program: String

    /// The whole text, with a newline at its end. The line `listening on …` stands in it once.
    var text: String {
        """
        Treadle \(Treadle.version)

        \(self.facts.map { "  \($0.padded(toColumns: 8))\($1)" }.joined(separator: "\n"))

        listening on \(self.address.url)

        \(self.attempts.map { "# \($0)\n\($1)" }.joined(separator: "\n\n"))


        """
    }

    private var url: String { self.address.localURL.text }

    private var facts: [(String, String)] {
        let configuration = self.configuration
        let socket = "ws" + self.url.dropFirst("http".count)
        return [
            ("serves", "\(self.url)/v1 (OpenAI's API) and \(socket)/ws (WebSocket)"),
            ("model", self.model),
            (
                "traces",
                configuration.isTracing
                    ? "project \(configuration.project) in \(configuration.storePath)" : "off, by TREADLE_TRACE"
            ),
            ("access", self.access),
        ]
    }

    private var model: String {
        let configuration = self.configuration
        if configuration.usesDemoModel {
            return "the built-in demo model, because OPENAI_API_KEY is not set"
        }
        let key = configuration.upstreamKey == nil ? ", without a key" : ""
        return "\(configuration.upstreamURL.text)\(key), by default \(configuration.defaultModel.onOneLine); and demo"
    }

    private var access: String {
        if !self.configuration.apiKeys.isEmpty {
            let count = self.configuration.apiKeys.count
            return "with a key of TREADLE_API_KEYS (\(count == 1 ? "1 is" : "\(count) are") set)"
        }
        return self.address.isLoopback
            ? "clients on this machine" : "clients on this machine alone, because TREADLE_API_KEYS is not set"
    }
}
