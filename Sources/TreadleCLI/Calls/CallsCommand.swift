internal import TreadleCore

/// `treadle calls`: lists calls.
struct CallsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls", abstract: "List the newest calls, the newest last.",
        discussion: """
            Asks the server at TREADLE_URL, and reads the store in TREADLE_DATA_DIR where none answers. Without --all
            and --op only requests are listed: the calls that others were made in. TOKENS are those that went in and
            those that came out. `treadle call ID` shows one with everything beneath it.
            """)

    @Flag(name: [.long, .customShort("f")], help: "Go on with calls as they end, until Control-C.")
    var follow: Bool

    @Flag(help: "Write a line of JSON for each call, as Weave's API answers them.")
    var json: Bool

    @Option(help: ArgumentHelp("Only calls of this op; of all, not just of requests.", valueName: "name"))
    var op: String?

    @Option(name: [.long, .customShort("n")], help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int = 20

    @Flag(help: "List the calls beneath requests too.")
    var all: Bool

    @Flag(help: "List requests alone, also with --op.")
    var roots: Bool

    @Option(help: ArgumentHelp("Read this file instead of .env.", valueName: "path"))
    var envFile: String?

    func validate() throws {
        guard (0...10_000).contains(self.limit) else {
            throw ValidationError("--limit must be a whole number from 0 to 10000, not \(self.limit)")
        }
        if self.all, self.roots { throw ValidationError("--all and --roots exclude each other") }
    }

    func run() async throws {
        let configuration = try ClientConfiguration(reading: .ofThisProcess(envFile: self.envFile))
        let opening = try CallSourceOpening(configuration)
        var listing = CallListing(
            filter: self.filter(project: configuration.project), limit: self.limit,
            form: self.json ? .json : .table(CallTable(times: .local, style: .ofOutput())),
            write: Console.output.write)
        if self.follow { try await Self.follow(opening, with: &listing) }
        let source = try await opening.open()
        if try await listing.show(from: source) == 0, !self.json {
            let what = self.op.map { "No calls of \($0)" } ?? "No calls yet"
            Console.error.write("\(what) in \(configuration.project), from \(source.place).\n")
        }
    }

    /// Which calls the options ask for.
    func filter(project: String) -> CallFilter {
        CallFilter(project: project, op: self.op, rootsOnly: self.roots || !self.all && self.op == nil)
    }
}
