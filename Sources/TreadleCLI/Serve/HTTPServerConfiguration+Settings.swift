internal import TreadleBackend
internal import TreadleCore
internal import TreadleHTTP
internal import TreadleHTTPServer

extension HTTPServerConfiguration {
    /// The server's part of the configuration.
    init(_ configuration: ServerConfiguration) {
        self.init(host: configuration.host, port: configuration.port)
        self.maximumConnections = configuration.maxConnections
        self.maximumConnectionsPerPeer = configuration.maxConnectionsPerClient
        self.maximumBodySize = max(configuration.maxBodyBytes, configuration.maxTraceBodyBytes)
        self.refusalOfBody = { target, length in
            let path = HTTPRequest(.post, target).path
            let isTrace = TraceParts.handles(path)
            let limit = isTrace ? configuration.maxTraceBodyBytes : configuration.maxBodyBytes
            guard length > limit else { return nil }
            return RefusalShape.answer(GatewayFailure(HTTPError.bodyTooLarge(limit: limit)), at: path)
        }
        self.maximumMessageSize = configuration.maxMessageBytes
        self.headerTimeout = configuration.readTimeout
        self.readTimeout = configuration.readTimeout
        self.writeTimeout = configuration.writeTimeout
        self.drainTimeout = configuration.shutdownTimeout
    }
}
