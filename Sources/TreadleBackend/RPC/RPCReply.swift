internal import TreadleCore
internal import TreadleHTTP

/// The way back to the client of one request.
struct RPCReply: Sendable {
    let request: RPCRequest
    private let connection: any WebSocketConnection
    private let ending: @Sendable () -> String

    init(
        request: RPCRequest, connection: any WebSocketConnection, ending: @escaping @Sendable () -> String
    ) {
        self.request = request
        self.connection = connection
        self.ending = ending
    }

    /// Why the request was ended from outside.
    var endingReason: String { self.ending() }

    /// Sends a frame that is not the last one, and waits while the client is slow to read.
    func send(_ frame: ArraySlice<UInt8>) async throws {
        self.connection.send(text: frame)
        try await self.connection.waitUntilWritable()
    }
}
