import Testing
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite

/// Every store answers the same questions the same way.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite
    /// Over the wire without a socket, in front of a store that pages and of one that does not.
    case remoteMemory = "remote memory", remoteSQLite = "remote sqlite"

    var testDescription: String { self.rawValue }

    /// A new, empty store.
    func makeStore() throws -> any TraceServer {
        switch self {
        case .memory: InMemoryTraceStore()
        case .sqlite: try SQLiteTraceStore(path: ":memory:")
        case .remoteMemory: Self.remote(InMemoryTraceStore())
        case .remoteSQLite: Self.remote(try SQLiteTraceStore(path: ":memory:"))
        }
    }

    private static func remote(_ server: any TraceServer) -> RemoteTraceServer {
        var options = TraceResponder.Options()
        options.acceptsAnyID = true
        // What a test says of the caller comes back.
        options.userID = { _ in "" }
        return RemoteTraceServer(
            baseURL: "http://mill.example/traces",
            transport: ResponderTransport(TraceResponder(server, options: options)))
    }
}
