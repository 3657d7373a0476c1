import Foundation
import TreadleCore
import TreadleHTTPServer
import TreadleTesting
import TreadleTrace
import TreadleTraceHTTP

/// A trace server on a free port, which the environment of this process names.
struct SnippetServer: Sendable {
    private let store = InMemoryTraceStore()

    /// Runs a server around `body`.
    static func with(_ body: (SnippetServer) async throws -> Void) async throws {
        let snippets = SnippetServer()
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), responder: TraceResponder(snippets.store), webSockets: nil,
            logger: .silent)
        try server.start()
        setenv("WANDB_BASE_URL", "http://127.0.0.1:\(server.port)", 1)
        setenv("WANDB_API_KEY", "warp", 1)
        // It is cancelled, and waited for, where this scope ends.
        async let _ = server.run()
        try await body(snippets)
    }

    /// Prints a line, and then the calls that have arrived as a line each, in the order of their starts.
    func printCalls() async throws {
        print("---")
        for project in ["mill/looms", "treadle/era"] {
            for call in try await self.store.calls(matching: CallQuery(projectID: project)) {
                var line = JSONObject()
                line["id"] = .string(call.id)
                line["op"] = .string(call.opName)
                line["parent"] = call.parentID.map { .string($0) } ?? .null
                line["thread"] = call.threadID.map { .string($0) } ?? .null
                line["turn"] = call.turnID.map { .string($0) } ?? .null
                line["name"] = call.displayName.map { .string($0) } ?? .null
                line["inputs"] = JSONValue(call.inputs)
                line["output"] = call.output.map { JSONValue($0) } ?? .null
                line["attributes"] = JSONValue(call.attributes)
                line["summary"] = JSONValue(call.summary)
                print(RawJSON(.object(line)).text)
            }
        }
    }
}
