import Testing
import TreadleCore

@testable import Weave

@Suite struct NetrcFileTests {
    private func password(_ text: String, for machines: String...) -> String? {
        NetrcFile([UInt8](text.utf8)).password(for: machines)?.reveal()
    }

    @Test func `a password is found by its machine`() {
        let text =
            "machine api.wandb.ai\n  login user\n  password warp\nmachine mill.example:8080 login user password weft\n"
        #expect(self.password(text, for: "api.wandb.ai") == "warp")
        #expect(self.password(text, for: "mill.example:8080") == "weft")
        #expect(self.password(text, for: "MILL.example:8080") == "weft")
        #expect(self.password(text, for: "mill.example") == nil)
        #expect(self.password(text, for: "other:1", "api.wandb.ai") == "warp")
    }

    @Test func `the order of the words does not matter, and accounts are passed over`() {
        #expect(self.password("machine m password p login l account a", for: "m") == "p")
        #expect(self.password("machine m account password user machine password p", for: "m") == "p")
    }

    @Test func `the default is for all others`() {
        let text = "machine mill.example login l password warp default login l password weft"
        #expect(self.password(text, for: "mill.example") == "warp")
        #expect(self.password(text, for: "elsewhere") == "weft")
    }

    @Test func `of a machine that stands twice the last entry counts`() {
        #expect(self.password("machine m password a\nmachine m password b", for: "m") == "b")
    }

    @Test func `quotes and backslashes stand for what they enclose`() {
        #expect(self.password(#"machine m password "warp and \"weft\"""#, for: "m") == #"warp and "weft""#)
        #expect(self.password(#"machine m password a\ b"#, for: "m") == "a b")
        #expect(self.password(#"machine m password """#, for: "m") == nil)
    }

    @Test func `comments end with their line, and only begin where a keyword may`() {
        let text = """
            # machine m password a
            machine m # the mill's
              login l  # password b
              password #c
            #machine m password d
            """
        #expect(self.password(text, for: "m") == "#c")
        #expect(NetrcFile([UInt8](text.utf8)).malformedLine == nil)
    }

    @Test func `macros end with a blank line`() {
        let text = "macdef init\nmachine m password a\ncd /looms\n\nmachine m password b\n"
        #expect(self.password(text, for: "m") == "b")
        #expect(self.password("macdef init\nmachine m password a", for: "m") == nil)
    }

    @Test func `what is malformed is told by its line, and what stands before it is read`() {
        let file = NetrcFile([UInt8]("machine m password warp\n\nmachin n password weft".utf8))
        #expect(file.malformedLine == 3)
        #expect(file.password(for: ["m"])?.reveal() == "warp")
        #expect(file.password(for: ["n"]) == nil)
        #expect(NetrcFile([UInt8]("machine".utf8)).malformedLine == 1)
    }

    @Test(arguments: ["", "\n\n", "#", "machine m", "machine m password", "machine m login", "default", "macdef", "\""])
    func `nothing much is nothing`(text: String) {
        #expect(self.password(text, for: "m") == nil)
    }

    @Test func `every beginning of a file can be read`() {
        let text = Array("# c\nmachine m login l password \"w\\\"p\"\nmacdef x\ny\n\ndefault password p\n".utf8)
        for end in text.indices { _ = NetrcFile(Array(text[..<end])).password(for: ["m"]) }
        #expect(NetrcFile(text).password(for: ["m"])?.reveal() == "w\"p")
    }
}
