import Testing
import TreadleCore

@testable import TreadleCLI

@Suite struct CommandEndingTests {
    private struct BrokenThread: Error {}

    private func ending(_ error: any Error) -> CommandEnding { CommandEnding(error, root: MillCommand.self) }

    @Test func `a bad configuration ends with 78, a line for each problem`() {
        let ending = self.ending(ConfigurationError(["A must be one", "B must be two"]))

        #expect(ending.text == "mill: A must be one\nmill: B must be two")
        #expect(ending.isError)
        #expect(ending.code == ExitCode(78))
    }

    @Test func `an exit code ends silently`() {
        #expect(self.ending(ExitCode(3)).text.isEmpty)
        #expect(self.ending(ExitCode(3)).code == ExitCode(3))
    }

    @Test func `what a server says cannot act on the terminal`() {
        let error = CommandLineError(.unavailable, "refused: \u{1B}]0;loom\u{07}no\r\n  thread\u{9B}2J")

        #expect(self.ending(error).text == "mill: refused: ]0;loomno \n  thread2J")
    }

    @Test func `any other failure ends with 1 and its message`() {
        #expect(self.ending(CommandLineError(.notFound, "there is no loom")).text == "mill: there is no loom")
        #expect(self.ending(CommandLineError(.notFound, "there is no loom")).code == .failure)
        #expect(self.ending(BrokenThread()).text == "mill: BrokenThread()")
    }
}
