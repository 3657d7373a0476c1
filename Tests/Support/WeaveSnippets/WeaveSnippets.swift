import Foundation
import Weave

/// The code of the documentation, as a program that tests run: `WeaveSnippets <name> …`.
///
/// It brings its server along, on a port of its own, and names it to the code as an environment would. What a page shows
/// stands between `// snippet: name` and `// snippet-end`.
@main enum WeaveSnippets {
    private static let snippets: [String: @Sendable () async throws -> Void] = [
        "start": Self.start, "wrapping": Self.wrapping, "failing": Self.failing, "destinations": Self.destinations,
        "options": Self.options, "session": Self.session,
        "ops": Self.ops, "macro": Self.macro, "with-call": Self.withCallExample, "describing": Self.describing,
        "streams": Self.streams, "values": Self.values,
        "tasks": Self.tasks, "handing-over": Self.handingOver, "attributes": Self.attributes,
        "threads": Self.threads, "current": Self.current,
        "client": Self.client, "client-create": Self.clientCreate, "client-objects": Self.clientObjects,
        "client-calls": Self.clientCalls, "client-concurrent": Self.clientConcurrent,
        "client-streaming": Self.clientStreaming, "client-feedback": Self.clientFeedback,
        "client-costs": Self.clientCosts, "client-blocking": Self.clientBlocking, "client-generic": Self.clientGeneric,
        "client-errors": Self.clientErrors,
    ]

    @MainActor static func main() async throws {
        let names = CommandLine.arguments.dropFirst()
        guard !names.isEmpty, names.allSatisfy({ Self.snippets[$0] != nil }) else {
            print("snippets:", Self.snippets.keys.sorted().joined(separator: " "))
            exit(64)
        }
        try await SnippetServer.with { server in
            for name in names {
                try await Self.snippets[name]?()
                await Weave.finish()
            }
            try await server.printCalls()
        }
    }
}

/// What a loom makes.
struct Cloth: Codable, Sendable, Equatable {
    var warp: String
    var weft: String
}

/// A model of the examples: it says a few words.
struct Weaver: Sendable {
    func reply(to question: String) async throws -> String { "\(question)? Like this." }

    func stream(_ question: String) -> AsyncStream<String> {
        AsyncStream { continuation in
            for word in ["Over, ", "under, ", "over."] { continuation.yield(word) }
            continuation.finish()
        }
    }
}
