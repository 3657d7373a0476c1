public import TreadleHTTP

/// Connects to WebSocket servers.
public struct WebSocketClient: Sendable {
    /// What may be set; the defaults suit a conversation with a model.
    public struct Configuration: Sendable {
        /// Fields to send with the handshake, such as `Authorization`.
        public var headers: HTTPFields = [:]
        /// How long connecting and the handshake may take together.
        public var connectTimeout: Duration = .seconds(10)
        /// How long to wait for the server's half of a close.
        public var closeTimeout: Duration = .seconds(2)
        /// The largest message that is accepted, in bytes; a larger one closes the connection with 1009.
        public var maximumMessageBytes = 16 << 20

        /// Makes a configuration with the defaults.
        public init() {}
    }

    private let configuration: Configuration

    /// Makes a client; it holds nothing until it connects.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Connects, and closes the connection when `operation` is over, however it ends.
    ///
    /// Cancelling the task abandons the connection: what waits on it ends with an error.
    ///
    /// - Parameters:
    ///   - address: Where to, as `ws://host:port/path`. There is no TLS here: `wss` is refused.
    ///   - operation: What to do with the connection.
    /// - Returns: What `operation` returns.
    /// - Throws: ``HTTPError`` when the server cannot be reached or refuses, `CancellationError` when the task is
    ///   cancelled, and whatever `operation` throws.
    public func withConnection<Result>(
        to address: String, _ operation: (WebSocketClientConnection) async throws -> Result
    ) async throws -> Result {
        let connection = WebSocketClientConnection(wake: try WakePipe())
        return try await withTaskCancellationHandler {
            try await connection.open(try ServerAddress(address), configuration: self.configuration)
            do {
                let result = try await operation(connection)
                await connection.close(.normal)
                return result
            } catch {
                await connection.close(.goingAway)
                throw error
            }
        } onCancel: {
            connection.abandon()
        }
    }
}
