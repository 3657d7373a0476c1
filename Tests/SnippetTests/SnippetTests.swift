import Testing
import TreadleCore
import TreadleTrace

@Suite struct SnippetTests {
    /// A program of the documentation: what it prints, and which ops have arrived at the server when it has ended.
    struct Program: Sendable, CustomTestStringConvertible {
        let name: String
        let prints: [String]
        var ops: [String] = []
        var project = "mill/looms"

        var testDescription: String { self.name }
    }

    private static let programs = [
        Program(name: "start", prints: ["linen"], ops: ["weave_cloth"]),
        Program(name: "wrapping", prints: ["How is damask woven? Like this."], ops: ["mix"], project: "treadle/era"),
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
        try await SnippetServer.with { server in
            let run = try await server.run(program.name)
            #expect(run.lines == program.prints)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await server.ops(in: program.project) == program.ops)
        }
    }

    @Test func `a start that fails says why and what to try`() async throws {
        try await SnippetServer.with { server in
            let run = try await server.run("failing")
            #expect(run.lines.count == 1)
            #expect(run.lines.first?.hasPrefix("Failed to initialize Weave: ") == true)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test func `calls of child and handed-over tasks are beneath the call they are made in`() async throws {
        for (name, parent) in [("tasks", "weave"), ("handing-over", "deliver")] {
            try await SnippetServer.with { server in
                _ = try await server.run(name)
                let calls = try await server.calls()
                let root = try #require(calls.first { $0.parentID == nil })
                #expect(root.opName.contains(parent))
                #expect(calls.filter { $0.id != root.id }.allSatisfy { $0.parentID == root.id })
            }
        }
    }

    @Test func `what is said about calls is in their records`() async throws {
        try await SnippetServer.with { server in
            for name in ["describing", "attributes", "threads", "streams", "with-call", "options"] {
                #expect(try await server.run(name).status == 0)
            }
            let calls = Dictionary(grouping: try await server.calls()) { call in
                String(call.opName.split(separator: "/").last?.prefix { $0 != ":" } ?? "")
            }
            let dye = try #require(calls["dye"]?.first)
            #expect(dye.displayName == "Dye it indigo")
            #expect(dye.inputs["recipe"]?.string == "REDACTED")
            #expect(dye.attributes["weave"]?["kind"]?.string == "tool")
            #expect(dye.attributes["bath"] == RawJSON(integer: 3))
            #expect(calls["spin"]?.first?.attributes["shift"]?.string == "night")
            #expect(calls["tell"]?.first?.output?.string == "Over, under, over.")
            let usage = calls["ask"]?.first { $0.threadID == nil }?.summary["usage"]?["weaver-1"]
            #expect(usage?["total_tokens"] == RawJSON(integer: 10))
            let turns = calls["ask"]?.filter { $0.threadID == "order-17" } ?? []
            #expect(turns.count == 2)
            #expect(turns.allSatisfy { $0.turnID == $0.id })
            #expect(calls["mix"]?.first?.inputs["recipe"]?.string == "REDACTED")
            #expect(calls["mix"]?.first?.attributes["mill"]?.string == "north")
        }
    }

    @Test func `calls are streamed one by one and in batches`() async throws {
        try await SnippetServer.with { server in
            let run = try await server.run("client-streaming")
            let calls = try await server.calls()
            #expect(run.lines == calls.map { "Processing call: \($0.id)" } + ["2 at once", "1 at once"])
        }
    }

    @Test func `a blocking client reads calls`() async throws {
        try await SnippetServer.with { server in
            _ = try await server.run("with-call")
            let id = try #require(try await server.calls().first?.id)
            #expect(try await server.run("client-blocking").lines == [id, "pattern"])
        }
    }
}
