internal import Synchronization
internal import TreadleHTTP

/// A file's content as it comes from a server, for one reader.
package final class RemoteFile: Sendable {
    private let body: HTTPBody
    private let server: RemoteTraceServer
    private let whole: Mutex<ArraySlice<UInt8>?>

    init(_ body: HTTPBody, from server: RemoteTraceServer) {
        self.body = body
        self.server = server
        if case .bytes(let bytes) = body { self.whole = Mutex(bytes) } else { self.whole = Mutex(nil) }
    }

    deinit { self.body.discard() }

    /// The next part, never empty; `nil` after the last one.
    package func next() async throws -> ArraySlice<UInt8>? {
        guard case .stream(let stream, _) = self.body else {
            let whole = self.whole.withLock { whole in
                defer { whole = nil }
                return whole
            }
            return whole.flatMap { $0.isEmpty ? nil : $0 }
        }
        do {
            return try await stream.next()
        } catch let error as HTTPError {
            throw self.server.failure(error)
        }
    }
}
