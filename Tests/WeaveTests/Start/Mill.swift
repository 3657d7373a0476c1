import Synchronization
import TreadleCore
import TreadleHTTP
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

@testable import Weave

/// A trace server without a socket, and what a program finds around itself that starts with it.
struct Mill: Sendable {
    static let url = "http://mill.example:8080"

    let store = InMemoryTraceStore()
    let transport: ScriptedTransport
    let lines = Lines()

    /// Makes a server.
    ///
    /// - Parameter answer: Answers in its place, where it does.
    init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse? = { _ in nil }) {
        let responder = ResponderTransport(TraceResponder(self.store))
        self.transport = ScriptedTransport { request in
            if let response = try await answer(request) { return response }
            return try await responder.send(request)
        }
    }

    /// Options of a session that sees nothing but this server.
    func options(_ environment: [String: String] = [:], clock: any Clock<Duration> = ContinuousClock()) -> Weave.Options
    {
        var options = Weave.Options()
        options.spool = .none
        options.capturesCode = false
        options.flushesAtExit = false
        options.flushesOnSignals = false
        options.logger = Logger(label: "test", handler: self.lines)
        options.surroundings.environment = { environment }
        options.surroundings.clock = clock
        let (transport, lines) = (self.transport, self.lines)
        options.surroundings.network = { Surroundings.Network(transport, close: { lines.add("closed") }) }
        options.surroundings.say = { lines.add($0) }
        return options
    }

    /// The paths that were asked for, in order.
    var paths: [String] { self.transport.requests.map { String($0.target.dropFirst(Self.url.count)) } }

    /// The names of the GraphQL operations that were asked, in order.
    func operations() async throws -> [String] {
        var names: [String] = []
        for request in self.transport.requests where request.target.hasSuffix("/graphql") {
            let query = try RawJSON(await request.body.collect(upTo: 1 << 20))["query"]?.string ?? ""
            names.append(String(query.drop { $0 != " " }.dropFirst().prefix { $0.isLetter }))
        }
        return names
    }

    /// What was said and logged, in order.
    final class Lines: LogHandler, Sendable {
        private let lines = Mutex<[String]>([])

        var logLevel: LogLevel { .debug }
        var all: [String] { self.lines.withLock { $0 } }

        func add(_ line: String) { self.lines.withLock { $0.append(line) } }

        func log(level: LogLevel, message: String, metadata: [(String, String)], label: String) {
            self.add("\(level.rawValue): \(message)" + metadata.map { " \($0.0)=\($0.1)" }.joined())
        }
    }
}

extension Weave.Destination {
    /// The server of a test.
    static func mill(_ key: String? = nil) -> Weave.Destination { .url(Mill.url, apiKey: key) }
}
