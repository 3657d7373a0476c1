/// The `treadle` command.
package struct Treadle: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "treadle", abstract: "An AI backend in which every step leaves a trace.",
        version: Treadle.version,
        subcommands: [ServeCommand.self, CallsCommand.self, CallCommand.self, SettingsCommand.self])

    /// The version of this program.
    package static let version = "0.1.0"

    package init() {}
}
