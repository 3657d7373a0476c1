internal import TreadleCore

/// `treadle settings`: what is set and where, or the pages that are made from the table of settings.
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show what is set, and where it is set.",
        discussion: """
            docs/configuration.md and .env.example are made by this command:
              treadle settings --markdown > docs/configuration.md
              treadle settings --example > .env.example
            """)

    @Option(help: ArgumentHelp("Read this file instead of .env.", valueName: "path"))
    var envFile: String?

    @Flag(help: "Print docs/configuration.md instead.")
    var markdown: Bool

    @Flag(help: "Print .env.example instead.")
    var example: Bool

    func validate() throws {
        if self.markdown, self.example { throw ValidationError("--markdown and --example are two different pages") }
    }

    func run() async throws {
        if self.markdown { return Console.output.write(SettingsPage.markdown) }
        if self.example { return Console.output.write(SettingsPage.example) }
        let sources = try SettingSources.ofThisProcess(envFile: self.envFile)
        Console.output.write(SettingsPage.listing(of: sources))
        for warning in sources.warnings { Console.error.write("treadle: warning: \(warning)\n") }
        _ = try ServerConfiguration(reading: sources)
        _ = try ClientConfiguration(reading: sources)
    }
}
