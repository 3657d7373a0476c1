import Testing

@testable import TreadleCLI

@Suite struct TreadleTests {
    private func text(_ arguments: String...) throws -> String {
        let error = try #require(throws: CleanExit.self) { try Treadle.parseAsRoot(arguments) }
        return CommandEnding(error, root: Treadle.self).text
    }

    @Test func `its help names the commands`() throws {
        #expect(
            try self.text("--help") == """
                An AI backend in which every step leaves a trace.

                USAGE: treadle <command>

                OPTIONS:
                  --version   Show the version.
                  -h, --help  Show help.

                COMMANDS:
                  serve     Run the server.
                  calls     List the newest calls, the newest last.
                  call      Show a call, and the tree of the trace it belongs to.
                  settings  Show what is set, and where it is set.
                """)
    }

    @Test func `it has a version`() throws {
        #expect(try self.text("--version") == "0.1.0")
    }

    @Test(arguments: ["serve", "calls", "call", "settings"])
    func `every command has help that fits a terminal`(name: String) throws {
        for line in try self.text(name, "--help").split(separator: "\n") {
            #expect(String(line).columns <= 120, "\(line)")
        }
    }
}
