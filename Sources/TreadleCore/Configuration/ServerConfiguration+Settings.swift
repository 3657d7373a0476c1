extension ServerConfiguration {
    /// Reads the configuration.
    ///
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    package init(reading sources: SettingSources) throws(ConfigurationError) {
        var reader = SettingsReader(sources)
        self.host = reader.value(of: Settings.serverHost)
        self.port = reader.value(of: Settings.serverPort)
        self.readTimeout = reader.value(of: Settings.serverReadTimeout)
        self.writeTimeout = reader.value(of: Settings.serverWriteTimeout)
        self.shutdownTimeout = reader.value(of: Settings.shutdownTimeout)
        self.upstreamKey = reader.valueIfSet(of: Settings.openAIAPIKey)
        self.upstreamURL = reader.value(of: Settings.openAIBaseURL)
        self.defaultModel = reader.value(of: Settings.openAIModel)
        self.defaultMaxTokens = reader.value(of: Settings.openAIMaxTokens)
        self.defaultTemperature = reader.value(of: Settings.openAITemperature)
        self.upstreamTimeout = reader.value(of: Settings.upstreamTimeout)
        self.asksForStreamUsage = reader.value(of: Settings.streamUsage)
        self.isTracing = reader.value(of: Settings.trace)
        self.dataDirectory = reader.dataDirectory(environment: sources.environment)
        self.project = reader.value(of: Settings.project)
        self.durability = reader.value(of: Settings.sync)
        self.spoolBytes = reader.value(of: Settings.spoolBytes)
        self.apiKeys = reader.valueIfSet(of: Settings.apiKeys) ?? []
        self.allowedOrigins = reader.valueIfSet(of: Settings.allowedOrigins) ?? []
        self.allowedHosts = reader.valueIfSet(of: Settings.allowedHosts) ?? []
        self.maxBodyBytes = reader.value(of: Settings.maxBodyBytes)
        self.maxTraceBodyBytes = reader.value(of: Settings.maxTraceBodyBytes)
        self.maxMessageBytes = reader.value(of: Settings.maxMessageBytes)
        self.maxConnections = reader.value(of: Settings.maxConnections)
        self.maxConnectionsPerClient = reader.value(of: Settings.maxConnectionsPerClient)
        self.maxRequestsPerClient = reader.value(of: Settings.maxRequestsPerClient)
        self.logLevel = reader.value(of: Settings.logLevel)
        self.logFormat = reader.value(of: Settings.logFormat)
        self.database = Database(
            type: reader.value(of: Settings.databaseType), host: reader.value(of: Settings.databaseHost),
            port: reader.value(of: Settings.databasePort), name: reader.value(of: Settings.databaseName),
            user: reader.valueIfSet(of: Settings.databaseUser),
            password: reader.valueIfSet(of: Settings.databasePassword))
        try reader.finish()
    }
}
