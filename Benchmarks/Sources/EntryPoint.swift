#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// `TreadleBenchmarks op …`: what a traced call costs; `TreadleBenchmarks flood …`: how many there
/// can be; one line of JSON. `TreadleBenchmarks weave …`: a program that
/// traces, for tests that kill it or its server.
@main enum EntryPoint {
    static func main() async throws {
        // A comparison runs `PROGRAM …/op_bench.py …` for every SDK; the script's name means the same here.
        let words = CommandLine.arguments.dropFirst()
        switch words.first {
        case "op": try await OpBenchmark(Flags(words.dropFirst())).run()
        case "flood": try await FloodBenchmark(Flags(words.dropFirst())).run()
        case "weave": try await TracingProgram(Flags(words.dropFirst())).run()
        case let word? where word.hasSuffix("op_bench.py"): try await OpBenchmark(Flags(words.dropFirst())).run()
        default:
            print(
                """
                usage: TreadleBenchmarks op [--target URL] [--calls N] [--kb N] [--output-kb N] [--name NAME]
                       TreadleBenchmarks flood [--target URL] [--calls N] [--tasks N] [--seconds N] [--kb N]
                       TreadleBenchmarks weave --target URL --spool DIRECTORY --ids FILE [--calls N] [--tasks N] \
                                               [--seconds N] [--limit-mb N]
                """)
            exit(2)
        }
    }
}
