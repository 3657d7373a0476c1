internal import TreadleCore
internal import TreadleHTTPCurl
internal import TreadleTraceHTTP
internal import TreadleTracing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A program that traces from several tasks, and notes each call that has finished in a file, for whoever kills it, or
/// its server, and counts afterwards.
struct TracingProgram {
    private let target: String
    private let spool: String
    private let ids: String
    private let calls: Int
    private let tasks: Int
    /// How long making the calls is to take; 0 is as fast as it goes.
    private let seconds: Double
    private let limitMegabytes: Int

    init(_ flags: Flags) {
        self.target = flags.text("target", or: "http://127.0.0.1:8080")
        self.spool = flags.text("spool", or: "spool")
        self.ids = flags.text("ids", or: "/dev/null")
        self.calls = flags.count("calls", or: 0)
        self.tasks = flags.count("tasks", or: 8)
        self.seconds = flags.number("seconds", or: 0)
        self.limitMegabytes = flags.count("limit-mb", or: 1024)
    }

    func run() async throws {
        let limits = FileCallSpool.Limits(totalBytes: self.limitMegabytes << 20)
        var options = CallBatcher.Options()
        options.maximumRetryDelay = .milliseconds(500)
        // Whoever runs this ends it when it has waited long enough.
        options.drainLimit = .seconds(3600)
        let batcher = CallBatcher(
            store: RemoteTraceServer(baseURL: self.target, apiKey: Secret("weaver"), transport: try CurlTransport()),
            spool: try SpoolRoom(self.spool, limits: limits).open(), options: options)
        async let running: Void = batcher.run()
        let tracer = Tracer(projectID: "mill/looms", recorder: batcher)
        let file = open(self.ids, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600 as mode_t)
        precondition(file >= 0, "the file for the identifiers cannot be written")
        print("started")
        fflush(nil)
        await withTaskGroup { group in
            for task in 0..<self.tasks {
                group.addTask { await self.weave(tracer, task, self.calls / self.tasks, file) }
            }
        }
        print("made \(batcher.counts.recorded), \(Int(Clocks.maximumResidentMegabytes)) MB")
        fflush(nil)
        batcher.drain()
        try await running
        let counts = batcher.counts
        print("stored \(counts.stored), recovered \(counts.recovered), dropped \(counts.dropped)")
        print("\(counts.batches) batches, \(counts.failures) failures, \(Int(Clocks.maximumResidentMegabytes)) MB")
    }

    private func weave(_ tracer: Tracer, _ task: Int, _ count: Int, _ file: Int32) async {
        let start = Clocks.wall
        for row in 0..<count {
            var id = ""
            tracer.withCall(
                "weave_row",
                inputs: JSONWriter.object { writer in
                    writer.member("yarn", String(repeating: "linen ", count: 40))
                    writer.member("task", task)
                    writer.member("row", row)
                }
            ) { call in
                id = call.id
                call.setOutput(JSONWriter.object { $0.member("rows", row) })
            }
            // The call has finished: from here on it is promised.
            let line = Array((id + "\n").utf8)
            _ = write(file, line, line.count)
            let isDue = self.seconds * 1e6 * Double(row) / Double(count)
            let early = isDue - (Clocks.wall - start)
            if early > 5000 { try? await Task.sleep(for: .microseconds(Int(early))) }
        }
    }
}
