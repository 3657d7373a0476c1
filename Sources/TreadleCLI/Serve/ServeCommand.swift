#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import TreadleCore

/// `treadle serve`: runs the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server.", discussion: SettingsPage.help)

    @Option(help: ArgumentHelp("Listen on this address; wins over SERVER_HOST.", valueName: "address"))
    var host: String?

    @Option(help: ArgumentHelp("Listen on this port; wins over SERVER_PORT.", valueName: "port"))
    var port: String?

    @Option(help: ArgumentHelp("Keep calls there; wins over TREADLE_DATA_DIR.", valueName: "path"))
    var dataDir: String?

    @Option(help: ArgumentHelp("Read this file instead of .env.", valueName: "path"))
    var envFile: String?

    func run() async throws {
        let sources = try SettingSources.ofThisProcess(envFile: self.envFile, options: self.settingOptions)
        for warning in sources.warnings { Console.error.write("treadle: warning: \(warning)\n") }
        let configuration = try ServerConfiguration(reading: sources)
        // A client that goes away while it is written to is an error of that write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        try await self.serve(configuration)
    }

    /// What the options set.
    var settingOptions: [SettingSources.Option] {
        [
            self.host.map { SettingSources.Option("--host", sets: Settings.serverHost.entry, to: $0) },
            self.port.map { SettingSources.Option("--port", sets: Settings.serverPort.entry, to: $0) },
            self.dataDir.map { SettingSources.Option("--data-dir", sets: Settings.dataDirectory.entry, to: $0) },
        ].compactMap(\.self)
    }
}
