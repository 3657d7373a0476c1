import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleCLI

@Suite struct CallReportTests {
    private func trace() throws -> [Call] {
        let chat = #"{"model":"demo","messages":[{"role":"user","content":"How many ells?"}]}"#
        let usage = #"{"usage":{"demo":{"prompt_tokens":12,"completion_tokens":34}},"#
        return [
            try .sample(
                1, op: "chat_completion", start: 0, takes: 812, inputs: chat, output: #"{"content":"Three.","n":1e2}"#,
                summary: usage + #""treadle":{"time_to_first_token_ms":230.4}}"#),
            try .sample(
                2, op: "demo.chat", parent: 1, start: 1, takes: 400, inputs: chat, summary: usage.dropLast() + "}"),
            try .sample(
                3, op: "tool.count", parent: 1, start: 402, takes: 0, inputs: #"{"ells":3}"#, exception: "snap\nsnip"),
        ]
    }

    private func report(_ number: Int, isFull: Bool = false, of trace: [Call]) -> String {
        CallReport(call: trace[number - 1], trace: trace, times: .fixed, style: .plain, isFull: isFull).text
    }

    @Test func `the tree comes first, then the call`() throws {
        #expect(
            self.report(1, of: try self.trace()) == """
                OP               STATUS     START  LATENCY  TOKENS  MODEL  ID                                    WHAT
                chat_completion  success  +0.0 ms   812 ms  12→34   demo   019a9c00-0000-7000-8000-000000001001  How many ells?
                ├─ demo.chat     success  +1.0 ms   400 ms  12→34   demo   019a9c00-0000-7000-8000-000000001002  How many ells?
                └─ tool.count    error    +402 ms   0.0 ms                 019a9c00-0000-7000-8000-000000001003  snap snip

                CALL     019a9c00-0000-7000-8000-000000001001
                OP       chat_completion
                TRACE    trace-1
                PROJECT  mill/one
                STARTED  2026-11-20 09:48:45.000, took 812 ms, first words after 230 ms
                STATUS   success

                INPUTS
                  {
                    "model": "demo",
                    "messages": [
                      {
                        "role": "user",
                        "content": "How many ells?"
                      }
                    ]
                  }

                OUTPUT
                  {
                    "content": "Three.",
                    "n": 1e2
                  }

                """)
    }

    @Test func `a call that failed says why`() throws {
        let text = self.report(3, of: try self.trace())

        #expect(text.contains("PARENT   019a9c00-0000-7000-8000-000000001001\n"))
        #expect(text.hasSuffix("\nEXCEPTION\n  snap\n  snip\n"))
        #expect(!text.contains("OUTPUT"))
    }

    @Test func `long payloads are cut unless all of them is asked for`() throws {
        let lines = (1...100).map { "pick \($0)" }
        let call = try Call.sample(1, output: RawJSON(string: lines.joined(separator: "\n")).text)

        #expect(self.report(1, of: [call]).contains("  pick 60\n  … and 40 more lines; --full shows them\n"))
        #expect(self.report(1, isFull: true, of: [call]).hasSuffix("  pick 100\n"))
    }

    @Test func `long traces are cut unless all of them is asked for`() throws {
        let calls = try (1...205).map { try Call.sample($0) }

        #expect(self.report(1, of: calls).contains("\n… and 5 more calls; --full shows them\n"))
        #expect(!self.report(1, isFull: true, of: calls).contains("more calls"))
    }

    @Test func `what is traced cannot act on the terminal`() throws {
        let evil = "\u{9B}2J\u{202E}"
        let call = try Call.sample(
            1, op: evil, inputs: JSONWriter.object { $0.member(evil, evil) }.text, output: RawJSON(string: evil).text,
            exception: "\u{1B}[2J")
        let text = self.report(1, isFull: true, of: [call])

        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{202E}" })
    }

    @Test func `the command finds the call and its trace`() async throws {
        let source = ScriptedCallSource(try self.trace())
        func text(_ arguments: String...) async throws -> String {
            let command = try #require(try Treadle.parseAsRoot(["call"] + arguments) as? CallCommand)
            return try await command.text(from: source, project: "mill/one", times: .fixed, style: .plain)
        }

        #expect(try await text("1003").contains("└─ tool.count"))
        #expect(
            try await text("1003", "--json").split(separator: "\n").map { try RawJSON(String($0))["id"]?.string }
                == [1, 2, 3].map(Call.id))
    }
}
