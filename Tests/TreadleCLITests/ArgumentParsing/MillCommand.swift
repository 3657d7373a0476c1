@testable import TreadleCLI

/// A command of a mill, for tests of the parser.
struct MillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mill", abstract: "Runs a weaving mill.", version: "1.2.3",
        subcommands: [WeaveCommand.self, CountCommand.self])
}

struct WeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weave", abstract: "Weaves a cloth.", discussion: "Cloth is sold by the ell.")

    @Argument(help: ArgumentHelp("What to weave.", valueName: "pattern"))
    var pattern: String

    @Argument(help: "How many ells.")
    var ells: Int

    @Option(name: [.long, .customShort("w")], help: ArgumentHelp("Threads of the weft.", valueName: "count"))
    var weftThreads: Int = 40

    @Option(help: "The dye.")
    var dye: String?

    @Flag(help: "Check the selvedge.")
    var check: Bool

    func validate() throws {
        if self.ells < 1 { throw ValidationError("a cloth has an ell at least") }
    }

    func run() async throws {}
}

struct CountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "count", abstract: "Counts threads.")

    func run() async throws {}
}
