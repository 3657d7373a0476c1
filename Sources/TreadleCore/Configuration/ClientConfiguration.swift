/// What the commands need to know that ask a server or read its store.
package struct ClientConfiguration: Sendable {
    /// `TREADLE_URL`; where it is not set, the server on this machine, at `SERVER_PORT`.
    package var url: BaseURL
    /// `TREADLE_API_KEY`; where it is not set, the first of `TREADLE_API_KEYS`, for the server on this machine alone.
    package var apiKey: Secret?
    /// `TREADLE_DATA_DIR`, read where no server answers.
    package var dataDirectory: String
    /// `TREADLE_PROJECT`
    package var project: String

    /// The file that keeps the calls.
    package var storePath: String { DataDirectory.storePath(in: self.dataDirectory) }

    /// The directory for calls that wait to be stored.
    package var spoolPath: String { DataDirectory.spoolPath(in: self.dataDirectory) }

    /// Reads the configuration; settings that only the server needs are not looked at.
    ///
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    package init(reading sources: SettingSources) throws(ConfigurationError) {
        var reader = SettingsReader(sources)
        let url = reader.valueIfSet(of: Settings.url)
        let key = reader.valueIfSet(of: Settings.apiKey)
        self.url = url ?? Self.localURL(&reader)
        self.apiKey = key ?? (url == nil ? reader.valueIfSet(of: Settings.apiKeys)?.first : nil)
        self.dataDirectory = reader.dataDirectory(environment: sources.environment)
        self.project = reader.value(of: Settings.project)
        try reader.finish()
    }

    /// The server that the same settings would start, as seen from this machine.
    private static func localURL(_ reader: inout SettingsReader) -> BaseURL {
        var address = ListeningAddress(
            host: reader.value(of: Settings.serverHost), port: reader.value(of: Settings.serverPort))
        // Port 0 is a free one, and nobody here can know which.
        if address.port == 0 { address.port = 8080 }
        return address.localURL
    }
}
