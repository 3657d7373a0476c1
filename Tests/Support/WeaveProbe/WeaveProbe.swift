import Foundation
import Weave

/// A program that is traced, for tests that watch how its process ends: `WeaveProbe <subcommand> [arguments]`.
///
/// The server is the environment's. A subcommand is a function in a file of its own, and stands in the table below.
@main enum WeaveProbe {
    private static let subcommands: [String: @Sendable ([String]) async throws -> Void] = [
        "return": Self.returnFromMain, "exit": Self.exitWithThree, "exit-busy": Self.exitWhileBusy,
        "wait": Self.waitForSignals,
        "handle": Self.handleTheSignalItself, "replay": Self.replay, "ensure": Self.ensureStarted,
    ]

    @MainActor static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let name = arguments.first, let subcommand = Self.subcommands[name] else {
            print("subcommands:", Self.subcommands.keys.sorted().joined(separator: ", "))
            exit(64)
        }
        try await subcommand(Array(arguments.dropFirst()))
    }
}
