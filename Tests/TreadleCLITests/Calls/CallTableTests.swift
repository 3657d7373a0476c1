import Testing
import TreadleCore
import TreadleTrace

@testable import TreadleCLI

@Suite struct CallTableTests {
    private func table(_ calls: [Call], columns: Int? = nil, hasColour: Bool = false) -> String {
        var table = CallTable(times: .fixed, style: TerminalStyle(hasColour: hasColour, columns: columns))
        return table.lines(for: calls)
    }

    private func samples() throws -> [Call] {
        let chat =
            #"{"model":"demo","messages":[{"role":"system","content":"x"},"#
            + #"{"role":"user","content":[{"type":"text","text":"What is\na treadle?"}]}]}"#
        return [
            try .sample(
                1, op: "chat_completion", takes: 812, inputs: chat,
                summary: #"{"usage":{"demo":{"prompt_tokens":12,"completion_tokens":34}}}"#),
            try .sample(
                2, op: "weave:///mill/one/op/embedding:v1", takes: 3_400, inputs: #"{"input":["twill","satin"]}"#,
                summary: #"{"usage":{"big":{"input_tokens":7},"small":{"input_tokens":1,"output_tokens":2}}}"#),
            try .sample(3, op: "tool.count", takes: 0, inputs: #"{"ells":3}"#, exception: "the thread\nbroke"),
            try .sample(4, takes: nil),
            try .sample(5, takes: 90_000, summary: #"{"treadle":{"outcome":"cancelled"}}"#),
            try .sample(6, takes: 3_700_000, summary: #"{"status_counts":{"error":1}}"#),
        ]
    }

    @Test func `wide enough, it has whole identifiers`() throws {
        #expect(
            self.table(try self.samples()) == """
                TIME      OP               STATUS        LATENCY  TOKENS  MODEL      ID                                    WHAT
                09:48:46  chat_completion  success        812 ms  12→34   demo       019a9c00-0000-7000-8000-000000001001  What is a treadle?
                09:48:47  embedding        success         3.4 s  8→2     big,small  019a9c00-0000-7000-8000-000000001002  twill
                09:48:48  tool.count       error          0.0 ms                     019a9c00-0000-7000-8000-000000001003  the thread broke
                09:48:49  weave            running                                   019a9c00-0000-7000-8000-000000001004
                09:48:50  weave            cancelled    1 m 30 s                     019a9c00-0000-7000-8000-000000001005
                09:48:51  weave            child error  1 h 01 m                     019a9c00-0000-7000-8000-000000001006

                """)
    }

    @Test func `at a terminal no line is longer than the terminal is wide`() throws {
        for columns in [60, 80, 100, 139, 140, 200] {
            let lines = self.table(try self.samples(), columns: columns).split(separator: "\n")
            for line in lines { #expect(String(line).columns <= max(columns, 84), "\(columns)") }
        }
        #expect(self.table(try self.samples(), columns: 100).contains("00001001  What is"))
        #expect(self.table(try self.samples(), columns: 140).contains("019a9c00-0000-7000-8000-000000001001"))
    }

    @Test func `later lines stand beneath the first ones, without another heading`() throws {
        var table = CallTable(times: .fixed, style: .plain)
        let first = table.lines(for: [try .sample(1, op: "chat_completion")])
        let second = table.lines(for: [try .sample(2)])

        #expect(first.hasPrefix("TIME"))
        #expect(second.hasPrefix("09:48:47  weave            success  "))
        #expect(table.lines(for: []).isEmpty)
    }

    @Test func `a table that more lines come to has room for them from the start`() throws {
        var table = CallTable(times: .fixed, style: .plain, isOpen: true)
        let first = table.lines(for: [try .sample(1)])
        let second = table.lines(for: [try .sample(2, op: "chat_completion_stream", takes: 1234)])
        let columns = (first + second).split(separator: "\n").map { line in
            line.firstRange(of: "019a").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }

        #expect(columns[1] == columns[2])
        #expect(columns[1] != nil)
    }

    @Test func `nothing that was traced can act on the terminal`() throws {
        let evil = "\u{1B}]0;owned\u{7}\u{202E}"
        let text = self.table([
            try .sample(1, op: evil, exception: evil + "\nroot  success"), try .sample(2, displayName: "a\nb"),
        ])

        #expect(text.split(separator: "\n").count == 3)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }

    @Test func `colour does not move columns`() throws {
        let colourful = self.table(try self.samples(), columns: 100, hasColour: true)

        #expect(colourful.contains("\u{1B}[31merror\u{1B}[0m"))
        #expect(
            colourful.replacing(/\u{1B}\[[0-9]+m/, with: "").split(separator: "\n").map { String($0).trimmedAtEnd }
                == self.table(try self.samples(), columns: 100).split(separator: "\n").map(String.init))
    }

    @Test func `counts that nobody can have counted do not stop it`() throws {
        let usage =
            #"{"usage":{"a":{"prompt_tokens":9223372036854775807,"input_tokens":9},"b":3,"c":{"prompt_tokens":"x"}}}"#

        #expect(self.table([try .sample(1, summary: usage)]).contains("922337203685…"))
        #expect(self.table([try .sample(1, summary: #"{"usage":[1]}"#)]).contains("success"))
    }
}
