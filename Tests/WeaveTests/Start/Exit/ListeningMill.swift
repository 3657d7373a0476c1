import Foundation
import Synchronization
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// A trace server on a free port, and a home for the programs that are traced to it.
struct ListeningMill: Sendable {
    let store = InMemoryTraceStore()
    /// An element for each write that is being refused a hearing.
    let stalls: AsyncStream<Void>
    private let port: Int
    private let home: String

    /// Runs a server around `body`.
    ///
    /// - Parameter isStalled: Whether writes are never answered.
    static func with(
        isStalled: Bool = false, _ body: @Sendable (ListeningMill) async throws -> Void
    ) async throws {
        let home = try ScratchHome()
        let (stalls, stall) = AsyncStream.makeStream(of: Void.self)
        let proxy = Proxy(isStalled: isStalled, stall: stall)
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), responder: proxy, webSockets: nil, logger: .silent)
        try server.start()
        let mill = ListeningMill(stalls: stalls, port: server.port, home: home.path)
        proxy.responder.withLock { $0 = TraceResponder(mill.store) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.run() }
            defer { group.cancelAll() }
            try await body(mill)
        }
    }

    /// Starts a program.
    func run(_ arguments: [String], setting variables: [String: String] = [:]) throws -> Probe {
        var environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("WANDB_") && !$0.key.hasPrefix("WEAVE_") && !$0.key.hasPrefix("TREADLE_")
        }
        environment["HOME"] = self.home
        environment["XDG_STATE_HOME"] = nil
        environment["WANDB_BASE_URL"] = "http://127.0.0.1:\(self.port)"
        environment["WANDB_API_KEY"] = "warp"
        return try Probe(arguments, environment: environment.merging(variables) { $1 })
    }

    /// How a program ends that is left alone.
    func end(of arguments: [String]) async throws -> Probe.End? {
        try await self.run(arguments).end()
    }

    /// All that a program says.
    func output(of arguments: [String]) async throws -> String {
        try await self.run(arguments).wholeOutput()
    }

    /// What a program says first.
    func firstLine(of arguments: [String]) async throws -> String {
        try await self.run(arguments).firstLine()
    }

    /// How many calls have arrived, and how many different ones.
    func counts() async throws -> [Int] {
        let calls = try await self.store.calls(matching: CallQuery(projectID: "mill/looms"))
        return [calls.count, Set(calls.map(\.inputs.text)).count]
    }

    private final class Proxy: HTTPResponder {
        let responder = Mutex<TraceResponder?>(nil)
        let isStalled: Bool
        let stall: AsyncStream<Void>.Continuation

        init(isStalled: Bool, stall: AsyncStream<Void>.Continuation) {
            self.isStalled = isStalled
            self.stall = stall
        }

        func respond(to request: HTTPRequest) async -> HTTPResponse {
            if self.isStalled, !request.path.hasSuffix("/graphql"), !request.path.hasSuffix("/server_info") {
                self.stall.yield()
                // Until the client has gone away.
                try? await Task.sleep(for: .seconds(3600))
                return HTTPResponse(503)
            }
            guard let responder = self.responder.withLock({ $0 }) else { return HTTPResponse(503) }
            return await responder.respond(to: request)
        }
    }
}
