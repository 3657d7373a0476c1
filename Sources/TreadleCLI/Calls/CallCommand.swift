internal import TreadleCore
internal import TreadleTrace

/// `treadle call ID`: shows one call.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Show a call, and the tree of the trace it belongs to.",
        discussion: """
            Asks the server at TREADLE_URL, and reads the store in TREADLE_DATA_DIR where none answers. Of an identifier
            a beginning or an end of four characters or more is enough, if only one call has it.
            """)

    @Argument(help: ArgumentHelp("The call's identifier, or a part of it.", valueName: "id"))
    var id: String

    @Flag(help: "Cut nothing, however long it is.")
    var full: Bool

    @Flag(help: "Write a line of JSON for each call of the trace, as Weave's API answers them.")
    var json: Bool

    @Option(help: ArgumentHelp("Read this file instead of .env.", valueName: "path"))
    var envFile: String?

    func run() async throws {
        let configuration = try ClientConfiguration(reading: .ofThisProcess(envFile: self.envFile))
        let source = try await CallSourceOpening(configuration).open()
        Console.output.write(
            try await self.text(from: source, project: configuration.project, times: .local, style: .ofOutput()))
    }

    /// What is shown.
    func text(
        from source: any CallSource, project: String, times: CallTimes, style: TerminalStyle
    ) async throws -> String {
        let call = try await CallLookup(source: source, project: project).call(self.id)
        let trace = try await source.calls(matching: CallQuery(projectID: project, traceIDs: [call.traceID]))
        if self.json { return CallTree(trace).nodes.map(\.call.line).joined() }
        return CallReport(call: call, trace: trace, times: times, style: style, isFull: self.full).text
    }
}
