internal import Synchronization
public import TreadleCore
public import TreadleHTTP

/// Keeps what is sent on it; frames can be waited for.
public final class RecordingWebSocketConnection: WebSocketConnection {
    /// The frames, as they are sent; one reader.
    public let frames: AsyncStream<RawJSON>
    private let continuation: AsyncStream<RawJSON>.Continuation
    private let closing = Mutex<(code: WebSocketCloseCode, reason: String)?>(nil)

    /// Makes an open connection.
    public init() {
        (self.frames, self.continuation) = AsyncStream.makeStream()
    }

    /// How it was closed by our side; `nil` while it is open.
    public var close: (code: WebSocketCloseCode, reason: String)? { self.closing.withLock { $0 } }

    public func send(text: ArraySlice<UInt8>) {
        guard self.close == nil else { return }
        // What is no JSON shows up as a string that says so.
        self.continuation.yield(
            (try? RawJSON(text)) ?? RawJSON(string: "not JSON: \(String(decoding: text, as: UTF8.self))"))
    }

    public func waitUntilWritable() async throws {
        try Task.checkCancellation()
        if self.close != nil { throw HTTPError(.closed, "the connection is over") }
    }

    public func close(_ code: WebSocketCloseCode, reason: String) {
        let isFirst = self.closing.withLock { closing in
            defer { closing = closing ?? (code, reason) }
            return closing == nil
        }
        if isFirst { self.continuation.finish() }
    }
}
