import Foundation
import TreadleCore
import TreadleHTTP
import TreadleHTTPServer
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// A trace server on a free port, for programs of the documentation.
struct SnippetServer: Sendable {
    let store: InMemoryTraceStore
    private let port: Int
    private let home: URL

    /// What came of a program.
    struct Run {
        /// What it printed, line by line.
        let lines: [String]
        let status: Int32
        /// What it said on standard error, which tells why it failed.
        let errors: String
    }

    /// Runs a server around `body`.
    static func with(_ body: @Sendable (SnippetServer) async throws -> Void) async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "snippets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let store = InMemoryTraceStore()
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), responder: TraceResponder(store), webSockets: nil, logger: .silent
        )
        try server.start()
        let snippets = SnippetServer(store: store, port: server.port, home: home)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.run() }
            defer { group.cancelAll() }
            try await body(snippets)
        }
    }

    private init(store: InMemoryTraceStore, port: Int, home: URL) {
        self.store = store
        self.port = port
        self.home = home
    }

    /// Runs one of the programs to its end.
    func run(_ name: String) async throws -> Run {
        var environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("WANDB_") && !$0.key.hasPrefix("WEAVE_") && !$0.key.hasPrefix("TREADLE_")
        }
        environment["HOME"] = self.home.path
        environment["XDG_STATE_HOME"] = nil
        environment["WANDB_BASE_URL"] = "http://127.0.0.1:\(self.port)"
        environment["WANDB_API_KEY"] = "warp"
        environment["SWIFT_BACKTRACE"] = "enable=yes,color=no,timeout=10s,images=none"
        let output = self.home.appending(path: "output-\(UUID().uuidString)")
        let errors = self.home.appending(path: "errors-\(UUID().uuidString)")
        let status = try await ChildProcess.run(
            Self.program, [name], environment: environment, output: output, errors: errors)
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return Run(
            lines: text.split(separator: "\n").map(String.init), status: status,
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// The calls that have arrived, in the order of their starts.
    func calls(in project: String = "mill/looms") async throws -> [Call] {
        try await self.store.calls(matching: CallQuery(projectID: project))
    }

    /// The names of the ops that were called, in the order of their starts.
    func ops(in project: String = "mill/looms") async throws -> [String] {
        try await self.calls(in: project).map { call in
            guard let name = call.opName.split(separator: "/").last, call.opName.hasPrefix("weave:") else {
                return call.opName
            }
            return name.split(separator: ":").first.map(String.init) ?? call.opName
        }
    }

    /// It lies beside the tests.
    private static var program: URL {
        var directory = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: directory.appending(path: "WeaveSnippets").path),
            directory.pathComponents.count > 1
        {
            directory.deleteLastPathComponent()
        }
        return directory.appending(path: "WeaveSnippets")
    }
}
