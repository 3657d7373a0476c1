public import TreadleHTTP

/// Where a server listens, and the limits of everything that grows.
///
/// Each refusal names the limit and its value in the answer, where the protocol has room for one.
public struct HTTPServerConfiguration: Sendable {
    /// The address to listen on: `0.0.0.0`, `::` (both families), a numeric address, or a name such as `localhost`.
    public var host: String = "127.0.0.1"
    /// The port; 0 takes any that is free, and ``HTTPServer/port`` tells which.
    public var port: Int = 0
    /// The one path where WebSocket handshakes are taken; anywhere else they are ordinary requests.
    public var webSocketPath: String = "/ws"

    /// Connections in all, WebSockets included; one more is answered with 503.
    public var maximumConnections: Int = 10_000
    /// Connections from one address, WebSockets included; one more is answered with 503.
    public var maximumConnectionsPerPeer: Int = 10_000
    /// Bytes of a request line and its header fields together; more is answered with 431, or 414 for the target alone.
    public var maximumHeaderSize: Int = 32 * 1024
    /// Bytes of a request body; a longer one is answered with 413, or its stream throws when it did not say so before.
    public var maximumBodySize: Int = 64 * 1024 * 1024
    /// Refuses a body of a declared length before any of it comes, by the request's target; `nil` takes it.
    ///
    /// For limits below ``maximumBodySize`` that differ from path to path. Called on the server's thread: it never
    /// blocks.
    public var refusalOfBody: @Sendable (_ target: String, _ length: Int) -> HTTPResponse? = { _, _ in nil }
    /// Bytes of a WebSocket message, all its fragments together; more closes with 1009.
    public var maximumMessageSize: Int = 16 * 1024 * 1024
    /// Bytes queued on one WebSocket above which ``WebSocketConnection/waitUntilWritable()`` waits.
    public var webSocketQueueMark: Int = 256 * 1024
    /// Bytes queued on one WebSocket above which it is closed with 1008: its peer does not read.
    public var maximumWebSocketQueue: Int = 16 * 1024 * 1024

    /// How long a request's head may take from its first byte (a connection's first head: from the connecting).
    public var headerTimeout: Duration = .seconds(30)
    /// How long a request body may pause; then 408.
    public var readTimeout: Duration = .seconds(30)
    /// How long a peer may leave a response unread while there is more of it; then the connection is cut.
    public var writeTimeout: Duration = .seconds(30)
    /// How long a connection may stay open between requests.
    public var idleTimeout: Duration = .seconds(75)
    /// How often a WebSocket is pinged.
    public var pingInterval: Duration = .seconds(30)
    /// How long a WebSocket may be silent, pongs included; then it is cut.
    public var webSocketIdleTimeout: Duration = .seconds(75)
    /// How long a peer may take to answer a close frame; then the connection is cut.
    public var closeTimeout: Duration = .seconds(5)
    /// How long requests and sockets may take to finish after ``HTTPServer/drain()``; then they are cut.
    public var drainTimeout: Duration = .seconds(30)

    /// Makes a configuration with the defaults above.
    public init(host: String = "127.0.0.1", port: Int = 0) {
        self.host = host
        self.port = port
    }
}
