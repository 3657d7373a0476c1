internal import TreadleCore

extension ServeCommand {
    /// Puts the parts together and runs them until the process is asked to stop.
    func serve(_ configuration: ServerConfiguration) async throws {
        throw CommandLineError(.unavailable, "the server is not composed yet")
    }
}
