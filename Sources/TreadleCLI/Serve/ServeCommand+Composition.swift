internal import TreadleCore

extension ServeCommand {
    /// Puts the parts together and runs them until the process is asked to stop.
    func serve(_ configuration: ServerConfiguration) async throws {
        // Before anything starts: a signal from here on is an orderly end.
        let signals = TerminationSignals()
        let application = try Application(configuration)
        let address = try application.start()
        let program = CommandLine.arguments.first ?? "treadle"
        Console.output.write(StartBanner(configuration: configuration, address: address, program: program).text)
        try await application.run(until: signals)
        withExtendedLifetime(signals) {}
    }
}
