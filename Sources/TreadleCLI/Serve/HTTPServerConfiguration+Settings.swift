internal import TreadleCore
internal import TreadleHTTPServer

extension HTTPServerConfiguration {
    /// The server's part of the configuration.
    init(_ configuration: ServerConfiguration) {
        self.init(host: configuration.host, port: configuration.port)
        self.maximumConnections = configuration.maxConnections
        self.maximumConnectionsPerPeer = configuration.maxConnectionsPerClient
        self.maximumBodySize = configuration.maxBodyBytes
        self.maximumMessageSize = configuration.maxMessageBytes
        self.headerTimeout = configuration.readTimeout
        self.readTimeout = configuration.readTimeout
        self.writeTimeout = configuration.writeTimeout
        self.drainTimeout = configuration.shutdownTimeout
    }
}
