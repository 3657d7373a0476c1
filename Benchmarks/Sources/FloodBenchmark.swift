internal import FoundationEssentials
internal import TreadleCore
internal import Weave

/// Calls as fast as several tasks can make them: how many a server takes in a second, or, while it takes none, how much
/// memory this process has.
struct FloodBenchmark {
    private let target: String
    private let calls: Int
    private let seconds: Double
    private let tasks: Int
    private let bench: BenchOps

    init(_ flags: Flags) {
        self.target = flags.text("target", or: "http://127.0.0.1:19500")
        self.calls = flags.count("calls", or: 100_000)
        self.seconds = flags.number("seconds", or: 3600)
        self.tasks = flags.count("tasks", or: 8)
        self.bench = BenchOps(kilobytes: flags.number("kb", or: 1))
    }

    func run() async throws {
        let session = try await BenchSession.start(self.target)
        let (start, cpu) = (Clocks.wall, Clocks.process)
        let end = start + self.seconds * 1e6
        let resident = await withTaskGroup { group in
            for _ in 0..<self.tasks {
                group.addTask {
                    for index in 0..<self.calls / self.tasks where Clocks.wall < end {
                        _ = self.bench.leaf(self.bench.prompt, index, 0.5)
                        // Others may have to run on this thread.
                        if index % 64 == 0 { await Task.yield() }
                    }
                }
            }
            await group.waitForAll()
            return Clocks.residentMegabytes
        }
        let made = Clocks.wall
        // A server that never answers is not waited for.
        let isDelivered: Void? = try? await session.flush(timeout: .seconds(self.seconds < 3600 ? 1 : 600))
        let (stored, delivered) = (Clocks.wall, Clocks.process)
        let counts = session.counts
        let recorded = Double(counts.recorded)
        print(
            JSONWriter.object { writer in
                writer.member("bench", "flood")
                writer.member("calls", counts.recorded)
                writer.member("made_per_s", (recorded / (made - start) * 1e6).rounded())
                if isDelivered != nil {
                    writer.member("delivered_per_s", (recorded / (stored - start) * 1e6).rounded())
                    writer.member("cpu_us_per_call", (delivered - cpu) / recorded)
                }
                writer.member("dropped", counts.dropped)
                writer.member("spooled_mb", counts.spooledBytes >> 20)
                writer.member("rss_mb", resident.rounded())
                writer.member("anonymous_mb", Clocks.anonymousMegabytes.rounded())
                writer.member("maxrss_mb", Clocks.maximumResidentMegabytes.rounded())
            }.text)
        if isDelivered != nil { await Weave.finish() }
    }
}
