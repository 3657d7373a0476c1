import Testing

@testable import TreadleCLI

@Suite struct CommandParserTests {
    private func weave(_ arguments: String...) throws -> WeaveCommand {
        try #require(try MillCommand.parseAsRoot(["weave"] + arguments) as? WeaveCommand)
    }

    private func ending(_ arguments: String...) -> CommandEnding? {
        do {
            _ = try MillCommand.parseAsRoot(arguments)
            return nil
        } catch {
            return CommandEnding(error, root: MillCommand.self)
        }
    }

    @Test func `arguments are found by their place, and options have defaults`() throws {
        let command = try self.weave("twill", "3")

        #expect(command.pattern == "twill")
        #expect(command.ells == 3)
        #expect(command.weftThreads == 40)
        #expect(command.dye == nil)
        #expect(!command.check)
    }

    @Test func `options stand anywhere, their values after a blank or an equals sign`() throws {
        let command = try self.weave("--dye", "madder", "twill", "--weft-threads=60", "3", "--check")

        #expect(command.dye == "madder")
        #expect(command.weftThreads == 60)
        #expect(command.check)
        #expect(try self.weave("twill", "3", "-w", "7", "-w", "8").weftThreads == 8)
        #expect(try self.weave("twill", "3", "-w7").weftThreads == 7)
        #expect(try self.weave("twill", "3", "-w=7").weftThreads == 7)
        #expect(try self.weave("twill", "3", "--dye=a=b").dye == "a=b")
        #expect(try self.weave("twill", "3", "--dye=").dye == "")
        #expect(try self.weave("twill", "3", "--dye", "--check").dye == "--check")
    }

    @Test func `after two dashes everything is an argument`() throws {
        let command = try self.weave("--check", "--", "--help", "3")

        #expect(command.pattern == "--help")
        #expect(command.check)
        #expect(try self.weave("-", "3").pattern == "-")
    }

    @Test func `a second command does not share what the first was given`() throws {
        #expect(try self.weave("twill", "3", "--check").check)
        #expect(try !self.weave("twill", "3").check)
    }

    @Test(arguments: [
        (["weav"], "mill: there is no command \"weav\"; did you mean \"weave\"?\nSee `mill --help`."),
        (["loom"], "mill: there is no command \"loom\"\nSee `mill --help`."),
        (["--loom"], "mill: there is no option --loom\nSee `mill --help`."),
        (["weave"], "mill: <pattern> is missing\nSee `mill weave --help`."),
        (["weave", "twill"], "mill: <ells> is missing\nSee `mill weave --help`."),
        (["weave", "twill", "x"], "mill: <ells> must be a whole number, not \"x\"\nSee `mill weave --help`."),
        (["weave", "twill", "0"], "mill: a cloth has an ell at least\nSee `mill weave --help`."),
        (["weave", "a", "1", "b"], "mill: \"b\" is one argument too many\nSee `mill weave --help`."),
        (["weave", "--dey", "a"], "mill: there is no option --dey; did you mean --dye?\nSee `mill weave --help`."),
        (["weave", "--dye"], "mill: --dye needs a value: --dye <dye>\nSee `mill weave --help`."),
        (["weave", "-w"], "mill: -w needs a value: -w <count>\nSee `mill weave --help`."),
        (
            ["weave", "--weft-threads=x"],
            "mill: --weft-threads must be a whole number, not \"x\"\nSee `mill weave --help`."
        ),
        (["weave", "--check=1"], "mill: --check takes no value\nSee `mill weave --help`."),
        (["count", "--version"], "mill: there is no option --version\nSee `mill count --help`."),
    ])
    func `what cannot be used is refused with a sentence and exit code 64`(arguments: [String], text: String) throws {
        let error = try #require(throws: CommandError.self) { try MillCommand.parseAsRoot(arguments) }
        let ending = CommandEnding(error, root: MillCommand.self)

        #expect(ending.text == text)
        #expect(ending.isError)
        #expect(ending.code == ExitCode(64))
    }

    @Test func `the version is the root's`() {
        #expect(self.ending("--version")?.text == "1.2.3")
        #expect(self.ending("--version")?.code == .success)
    }

    @Test(arguments: [["weave", "--help"], ["weave", "-h"], ["weave", "twill", "--help"], ["help", "weave"]])
    func `help of a command`(arguments: [String]) throws {
        let error = try #require(throws: CleanExit.self) { try MillCommand.parseAsRoot(arguments) }
        let ending = CommandEnding(error, root: MillCommand.self)

        #expect(!ending.isError)
        #expect(ending.code == .success)
        #expect(
            ending.text == """
                Weaves a cloth.

                USAGE: mill weave [options] <pattern> <ells>

                ARGUMENTS:
                  <pattern>  What to weave.
                  <ells>     How many ells.

                OPTIONS:
                  --weft-threads, -w <count>  Threads of the weft. (default: 40)
                  --dye <dye>                 The dye.
                  --check                     Check the selvedge.
                  -h, --help                  Show help.

                Cloth is sold by the ell.
                """)
    }

    @Test func `without a command the root shows its help`() async throws {
        var command = try MillCommand.parseAsRoot([])
        let error = await #expect(throws: CleanExit.self) { try await command.run() }

        #expect(
            CommandEnding(try #require(error), root: MillCommand.self).text == """
                Runs a weaving mill.

                USAGE: mill <command>

                OPTIONS:
                  --version   Show the version.
                  -h, --help  Show help.

                COMMANDS:
                  weave  Weaves a cloth.
                  count  Counts threads.
                """)
    }
}
