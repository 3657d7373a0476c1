import Testing
import TreadleCore

@Suite struct SnippetTests {
    /// A program of the documentation: what it prints, and which ops have been called in the end.
    struct Program: Sendable, CustomTestStringConvertible {
        let name: String
        let prints: [String]
        var ops: [String] = []

        var testDescription: String { self.name }
    }

    private static let programs = [
        Program(name: "start", prints: ["linen"], ops: ["weave_cloth"]),
        Program(name: "wrapping", prints: ["How is damask woven? Like this."], ops: ["mix"]),
        Program(name: "destinations", prints: ["false"]),
        Program(name: "options", prints: [], ops: ["mix"]),
        Program(name: "session", prints: ["1"]),
        Program(name: "ops", prints: ["630.0 How long is it? Like this."], ops: ["yarn_length", "reply"]),
        Program(name: "macro", prints: ["wool 3"], ops: ["weaveCloth", "weave_rows"]),
        Program(name: "with-call", prints: ["Which weft? Like this."], ops: ["ask"]),
        Program(name: "describing", prints: ["3"], ops: ["dye"]),
        Program(name: "streams", prints: ["Over, under, over."], ops: ["tell"]),
        Program(name: "values", prints: ["true"], ops: ["take_order"]),
        Program(name: "tasks", prints: ["3"], ops: ["weave", "spin", "spin", "spin"]),
        Program(name: "handing-over", prints: [], ops: ["deliver", "spin", "spin"]),
        Program(name: "attributes", prints: [], ops: ["spin"]),
        Program(name: "threads", prints: [], ops: ["ask", "ask"]),
        Program(name: "current", prints: ["false"], ops: ["inspect"]),
        Program(name: "client", prints: ["[\"width\": 140] 1"], ops: ["weave_cloth"]),
        Program(name: "client-create", prints: ["mill/looms"]),
        Program(name: "client-objects", prints: [#"{"metres":3}"#, #"{"metres":5}"#, "linen 1 1"]),
        Program(
            name: "client-calls", prints: [#"{"rows":3}"#, #"{"rows":2}"#, "2"], ops: ["weave_rows", "weave_rows"]),
        Program(name: "client-concurrent", prints: [#"["damask", "satin", "twill"]"#]),
        Program(name: "client-feedback", prints: ["3"], ops: ["weave_rows"]),
        Program(name: "client-costs", prints: ["1", "13"]),
        Program(name: "client-generic", prints: ["true"]),
        Program(name: "client-errors", prints: ["there is no such call"]),
    ]

    @Test(arguments: Self.programs)
    func `the code of the documentation does what it says`(_ program: Program) async throws {
        let run = try await SnippetRun(program.name)
        #expect(run.lines == program.prints)
        #expect(run.ops == program.ops)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `a start that fails says why and what to try`() async throws {
        let run = try await SnippetRun("failing")
        #expect(run.lines.count == 1)
        #expect(run.lines.first?.hasPrefix("Failed to initialize Weave: ") == true)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test(arguments: [("tasks", "weave"), ("handing-over", "deliver")])
    func `calls of child and handed-over tasks are beneath the call they are made in`(
        _ name: String, _ parent: String
    ) async throws {
        let run = try await SnippetRun(name)
        let id = try #require(run.calls(of: parent).first?["id"]?.string)
        #expect(run.calls(of: "spin").count >= 2)
        #expect(run.calls(of: "spin").allSatisfy { $0["parent"]?.string == id })
    }

    @Test func `what is said about calls is in their records`() async throws {
        let run = try await SnippetRun("describing", "attributes", "threads", "streams", "with-call", "options")
        #expect(run.status == 0, "\(run.errors)")
        let dye = try #require(run.calls(of: "dye").first)
        #expect(dye["name"]?.string == "Dye it indigo")
        #expect(dye["inputs"]?["recipe"]?.string == "REDACTED")
        #expect(dye["attributes"]?["weave"]?["kind"]?.string == "tool")
        #expect(dye["attributes"]?["bath"] == RawJSON(integer: 3))
        #expect(run.calls(of: "spin").first?["attributes"]?["shift"]?.string == "night")
        #expect(run.calls(of: "tell").first?["output"]?.string == "Over, under, over.")
        let alone = run.calls(of: "ask").first { $0["thread"]?.string == nil }
        #expect(alone?["summary"]?["usage"]?["weaver-1"]?["total_tokens"] == RawJSON(integer: 10))
        let turns = run.calls(of: "ask").filter { $0["thread"]?.string == "order-17" }
        #expect(turns.count == 2)
        #expect(turns.allSatisfy { $0["turn"] == $0["id"] })
        #expect(run.calls(of: "mix").first?["inputs"]?["recipe"]?.string == "REDACTED")
        #expect(run.calls(of: "mix").first?["attributes"]?["mill"]?.string == "north")
    }

    @Test func `calls are streamed one by one and in batches`() async throws {
        let run = try await SnippetRun("client-streaming")
        let ids = run.calls.compactMap { $0["id"]?.string }
        #expect(run.lines == ids.map { "Processing call: \($0)" } + ["2 at once", "1 at once"])
    }

    @Test func `a blocking client reads calls`() async throws {
        let run = try await SnippetRun("with-call", "client-blocking")
        let id = try #require(run.calls.first?["id"]?.string)
        #expect(run.lines.dropFirst() == [id, "pattern"])
    }
}
