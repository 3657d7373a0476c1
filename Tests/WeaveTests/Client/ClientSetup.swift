import TreadleCore
import TreadleHTTP
import TreadleHTTPCurl
import TreadleHTTPServer
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP
import TreadleTraceSQLite
import Testing

@testable import Weave

/// Both clients, each in front of every kind of store: they all answer alike.
struct ClientSetup: CaseIterable, CustomTestStringConvertible {
    enum Style: String, CaseIterable { case async, blocking }
    enum Place: String, CaseIterable { case memory, sqlite, wire, sockets }

    var style: Style
    var place: Place

    static var allCases: [ClientSetup] {
        Style.allCases.flatMap { style in Place.allCases.map { ClientSetup(style: style, place: $0) } }
    }

    var testDescription: String { "\(self.style.rawValue), \(self.place.rawValue)" }

    /// What a test does with a client; the store is the one behind it.
    typealias Dialogue = @Sendable (any ProjectClient, any TraceServer) async throws -> Void

    func withClient(_ dialogue: @escaping Dialogue) async throws {
        switch self.place {
        case .memory:
            let store = InMemoryTraceStore()
            try await self.talk(to: store, behind: store, dialogue)
        case .sqlite:
            let store = try SQLiteTraceStore(path: ":memory:")
            try await self.talk(to: store, behind: store, dialogue)
        case .wire:
            let store = try SQLiteTraceStore(path: ":memory:")
            let remote = RemoteTraceServer(
                baseURL: "http://mill.example/traces", transport: ResponderTransport(Self.responder(store)))
            try await self.talk(to: remote, behind: store, dialogue)
        case .sockets: try await self.talkOverSockets(dialogue)
        }
    }

    private func talkOverSockets(_ dialogue: @escaping Dialogue) async throws {
        let store = InMemoryTraceStore()
        try await withMillServer(Self.responder(store)) { url in
            try await CurlTransport.withTransport { transport in
                let remote = RemoteTraceServer(baseURL: "\(url)/traces", transport: transport)
                try await self.talk(to: remote, behind: store, dialogue)
            }
        }
    }

    private func talk(
        to store: any TraceServer, behind behindIt: any TraceServer, _ dialogue: @escaping Dialogue
    ) async throws {
        let client = AsyncWeaveClient(project: "mill/looms", store: store)
        switch self.style {
        case .async: try await dialogue(client, behindIt)
        case .blocking:
            let thread = WaitingThread()
            defer { thread.stop() }
            try await withTaskExecutorPreference(thread) {
                try await dialogue(WeaveClient(client, bridge: BlockingBridge(servesTasks: true)), behindIt)
            }
        }
    }

    static func responder(_ store: any TraceServer) -> TraceResponder {
        var options = TraceResponder.Options()
        options.acceptsAnyID = true
        return TraceResponder(store, options: options)
    }
}

/// Runs a task on a thread of its own, so that what waits there is in nobody's way.
///
/// An actor would not do: what `#expect(throws:)` performs leaves it.
final class WaitingThread: TaskExecutor {
    private let executor = BlockingExecutor()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.executor.submit { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    func stop() { self.executor.stop() }
}

/// Serves on a free port while a dialogue lasts.
func withMillServer(
    _ responder: any HTTPResponder, _ dialogue: (_ url: String) async throws -> Void
) async throws {
    var configuration = HTTPServerConfiguration()
    configuration.port = 0
    let server = HTTPServer(
        configuration: configuration, responder: responder, webSockets: nil,
        logger: .silent)
    try server.start()
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { do { try await server.run() } catch is CancellationError {} }
        defer { group.cancelAll() }
        try await dialogue("http://127.0.0.1:\(server.port)")
    }
}
