internal import FoundationEssentials
internal import TreadleCore
internal import Weave

/// What tracing adds to a call of an op: three arguments with a prompt of 1 KB, an output twice as long, over HTTP to a
/// server on this machine, with the crash-safe spool.
struct OpBenchmark {
    private let target: String
    private let calls: Int
    private let kilobytes: Double
    private let outputKilobytes: Double
    private let name: String
    private let sdk: String
    private let bench: BenchOps

    init(_ flags: Flags) {
        self.target = flags.text("target", or: "http://127.0.0.1:19500")
        self.calls = flags.count("calls", or: 5000)
        self.kilobytes = flags.number("kb", or: 1)
        self.sdk = flags.text("sdk", or: "treadle")
        self.name = flags.text("name", or: self.sdk)
        self.outputKilobytes = flags.number("output-kb", or: self.kilobytes * 2)
        self.bench = BenchOps(kilobytes: self.kilobytes, output: self.outputKilobytes)
    }

    func run() async throws {
        let load = Self.load
        // As while a program is not traced at all.
        let untraced = self.measured(1_000_000) { _ = self.bench.leaf(self.bench.prompt, $0, 0.5) } / 1e6
        let bare = self.measured(1_000_000) { _ = self.bench.body(self.bench.prompt, $0, 0.5) } / 1e6

        let session = try await BenchSession.start(self.target)
        _ = try await self.loop(200, session) { _ = self.bench.leaf(self.bench.prompt, $0, 0.5) }
        let one = try await self.loop(self.calls, session) { _ = self.bench.leaf(self.bench.prompt, $0, 0.5) }
        let tree = try await self.loop(self.calls / 10, session) { _ = self.bench.root(self.bench.prompt, $0, 0.5) }
        await Weave.finish()
        precondition(session.counts.dropped == 0, "calls were dropped, so this measures something else")
        self.report(load: load, one: one, tree: tree, disabled: max(0, untraced - bare))
    }

    private struct Figures {
        var wall, p50, p99, cpu, caller, flush, rate: Double
    }

    /// Calls something so often and waits until all of it has arrived.
    ///
    /// The loop itself has no suspension in it, so that it is one thread's, whose own clock can be read.
    private func loop(_ count: Int, _ session: Weave.Session, _ body: (Int) -> Void) async throws -> Figures {
        let cpu = Clocks.process
        let start = Clocks.wall
        let caller = self.measured(count, body)
        let called = Clocks.wall
        try await session.flush(timeout: .seconds(60))
        let end = Clocks.wall
        let all = Clocks.process
        // By themselves: looking at the clock before and after each call costs a part of what is measured above.
        let each = self.timed(max(100, count / 4), body).sorted()
        try await session.flush(timeout: .seconds(60))
        let calls = Double(count)
        return Figures(
            wall: (called - start) / calls, p50: each[each.count / 2], p99: each[each.count * 99 / 100],
            cpu: (all - cpu) / calls, caller: caller / calls, flush: (end - called) / 1e6,
            rate: calls / ((end - start) / 1e6))
    }

    /// What this thread computes for so many calls.
    private func measured(_ count: Int, _ body: (Int) -> Void) -> Double {
        let before = Clocks.thread
        for index in 0..<count { body(index) }
        return Clocks.thread - before
    }

    private func timed(_ count: Int, _ body: (Int) -> Void) -> [Double] {
        (0..<count).map { index in
            let before = Clocks.wall
            body(index)
            return Clocks.wall - before
        }
    }

    private func report(load: Double, one: Figures, tree: Figures, disabled: Double) {
        let rounded = { (value: Double) in (value * 1000).rounded() / 1000 }
        let line = JSONWriter.object { writer in
            writer.member("bench", "op")
            writer.member("name", self.name)
            writer.member("sdk", self.sdk)
            writer.member("calls", self.calls)
            writer.member("kb_in", self.kilobytes)
            writer.member("kb_out", self.outputKilobytes)
            writer.member("load1_before", load)
            for (prefix, unit, spans, figures) in [("", "call", 1.0, one), ("tree10_", "span", 10, tree)] {
                writer.member("\(prefix)wall_us_per_\(unit)", rounded(figures.wall / spans))
                writer.member("\(prefix)p50_us", rounded(figures.p50 / spans))
                writer.member("\(prefix)p99_us", rounded(figures.p99 / spans))
                writer.member("\(prefix)flush_s", rounded(figures.flush))
                writer.member("\(prefix)cpu_us_per_\(unit)", rounded(figures.cpu / spans))
                writer.member("\(prefix)caller_cpu_us_per_\(unit)", rounded(figures.caller / spans))
                writer.member("\(prefix)end_to_end_calls_per_s", rounded(figures.rate * spans))
            }
            writer.member("disabled_ns_per_call", rounded(disabled * 1000))
            writer.member("maxrss_mb", rounded(Clocks.maximumResidentMegabytes))
        }
        print(line.text)
    }

    /// How busy the machine is; 0 where it does not say.
    private static var load: Double {
        let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
        return text.flatMap { Double($0.prefix { $0 != " " }) } ?? 0
    }
}
