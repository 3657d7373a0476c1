internal import FoundationEssentials
internal import TreadleCore
internal import TreadleHTTPCurl
internal import TreadleTraceHTTP
internal import TreadleTracing

/// What tracing adds to a call: three arguments with a prompt of 1 KB, an output twice as long, over HTTP to a server
/// on this machine, with the crash-safe spool.
struct OpBenchmark {
    private let target: String
    private let calls: Int
    private let kilobytes: Double
    private let name: String
    private let sdk: String
    private let prompt: String
    private let text: String

    init(_ flags: Flags) {
        self.target = flags.text("target", or: "http://127.0.0.1:19500")
        self.calls = flags.count("calls", or: 5000)
        self.kilobytes = flags.number("kb", or: 1)
        self.sdk = flags.text("sdk", or: "treadle")
        self.name = flags.text("name", or: self.sdk)
        self.prompt = Self.text("lorem ipsum dolor sit amet ", Int(self.kilobytes * 1024))
        self.text = Self.text("consectetur adipiscing elit ", Int(self.kilobytes * 2048))
    }

    private static func text(_ words: String, _ count: Int) -> String {
        String(String(repeating: words, count: count / words.count + 1).prefix(count))
    }

    func run() async throws {
        let load = Self.load
        let directory = FileManager.default.temporaryDirectory.path + "/treadle-bench-\(UUIDv7.make())"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let batcher = CallBatcher(
            store: RemoteTraceServer(
                baseURL: self.target, apiKey: Secret(String(repeating: "k", count: 40)), transport: try CurlTransport()),
            spool: try FileCallSpool(directory: directory))
        async let running: Void = batcher.run()
        let tracer = Tracer(projectID: "bench/proj", recorder: batcher)

        _ = try await self.loop(200, batcher) { self.leaf(tracer, $0) }
        let one = try await self.loop(self.calls, batcher) { self.leaf(tracer, $0) }
        let tree = try await self.loop(self.calls / 10, batcher) { self.root(tracer, $0) }
        batcher.drain()
        try await running
        precondition(batcher.counts.dropped == 0, "calls were dropped, so this measures something else")
        self.report(load: load, one: one, tree: tree)
    }

    private func leaf(_ tracer: Tracer, _ index: Int) {
        let inputs = { () -> RawJSON in
            JSONWriter.object(capacity: self.prompt.utf8.count + 64) { writer in
                writer.member("prompt", self.prompt)
                writer.member("k", index)
                writer.member("temperature", 0.5)
            }
        }
        tracer.withCall("base", inputs: inputs()) { call in
            call.setOutput(
                JSONWriter.object(capacity: self.text.utf8.count + 64) { writer in
                    writer.member("text", self.text)
                    writer.member("n", index)
                })
        }
    }

    /// A root and nine calls below it.
    private func root(_ tracer: Tracer, _ index: Int) {
        let inputs = { () -> RawJSON in
            JSONWriter.object(capacity: self.prompt.utf8.count + 64) { writer in
                writer.member("prompt", self.prompt)
                writer.member("k", index)
                writer.member("temperature", 0.5)
            }
        }
        tracer.withCall("chain", inputs: inputs()) { call in
            for leaf in 0..<9 { self.leaf(tracer, leaf) }
            call.setOutput(
                JSONWriter.object(capacity: self.text.utf8.count * 9) { writer in
                    writer.array("leaves") { writer in for _ in 0..<9 { writer.write(self.text) } }
                })
        }
    }

    private struct Figures {
        var wall, p50, p99, cpu, caller, flush, rate: Double
    }

    /// Calls something so often and waits until all of it has arrived.
    ///
    /// The loop itself has no suspension in it, so that it is one thread's, whose own clock can be read.
    private func loop(_ count: Int, _ batcher: CallBatcher, _ body: (Int) -> Void) async throws -> Figures {
        let cpu = Clocks.process
        let start = Clocks.wall
        let (caller, each) = self.timed(count, body)
        let called = Clocks.wall
        try await batcher.flush()
        let end = Clocks.wall
        let all = Clocks.process
        let sorted = each.sorted()
        let calls = Double(count)
        return Figures(
            wall: (called - start) / calls, p50: sorted[count / 2], p99: sorted[count * 99 / 100],
            cpu: (all - cpu) / calls, caller: caller / calls, flush: (end - called) / 1e6,
            rate: calls / ((end - start) / 1e6))
    }

    private func timed(_ count: Int, _ body: (Int) -> Void) -> (caller: Double, each: [Double]) {
        var each: [Double] = []
        each.reserveCapacity(count)
        let caller = Clocks.thread
        for index in 0..<count {
            let before = Clocks.wall
            body(index)
            each.append(Clocks.wall - before)
        }
        return (Clocks.thread - caller, each)
    }

    private func report(load: Double, one: Figures, tree: Figures) {
        let rounded = { (value: Double) in (value * 1000).rounded() / 1000 }
        let line = JSONWriter.object { writer in
            writer.member("bench", "op")
            writer.member("name", self.name)
            writer.member("sdk", self.sdk)
            writer.member("calls", self.calls)
            writer.member("kb_in", self.kilobytes)
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
