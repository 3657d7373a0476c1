import Testing
import TreadleCore

@Suite struct EnvironmentFileTests {
    private func file(_ text: String) throws -> EnvironmentFile {
        try EnvironmentFile(named: ".env", contents: Array(text.utf8))
    }

    @Test(arguments: [
        ("A=warp", "warp"), ("A = warp ", "warp"), ("  export A=warp", "warp"), ("export\tA=warp", "warp"),
        ("A=", ""), ("A=  # nothing", ""), ("A=warp # weft", "warp"), ("A=warp#weft", "warp#weft"),
        ("A=#weft", "#weft"), ("A=a b", "a b"), ("A=a=b", "a=b"), ("A=it's", "it's"), ("A=$HOME", "$HOME"),
        ("A=\"a # b\" # c", "a # b"), ("A='a # b'", "a # b"), ("A=''", ""), ("A=\"\"", ""),
        ("A='a\\nb$C'", "a\\nb$C"), (#"A="a\nb\t\"\\\$\r""#, "a\nb\t\"\\$\r"), ("A=' a '", " a "),
        ("A='ä'", "ä"), ("A=warp\r", "warp"), ("\u{FEFF}A=warp", "warp"), ("A=\"it's\"\t", "it's"),
    ])
    func `a line sets a name to a text`(line: String, text: String) throws {
        let entries = try self.file(line).entries

        #expect(entries.map(\.name) == ["A"])
        #expect(entries.map(\.text) == [text])
    }

    @Test func `blank lines and comments set nothing, and lines are counted from 1`() throws {
        let file = try self.file("# mill\r\n\r\n  \t\nA=1\n   # B=2\nexport=3\n")

        #expect(file.entries.map(\.name) == ["A", "export"])
        #expect(file.entries.map(\.line) == [4, 6])
    }

    @Test func `of a name that stands twice the last line counts`() throws {
        let sources = SettingSources(environment: [:], file: try self.file("A=1\nA=2"))

        #expect(sources.text(of: "A")?.text == "2")
        #expect(sources.text(of: "A")?.origin == .file(name: ".env", line: 2))
    }

    @Test(arguments: [
        ("A", "there is no \"=\" after the name"), ("A B=1", "there is no \"=\" after the name"),
        ("A-B=1", "there is no \"=\" after the name"), ("export A", "there is no \"=\" after the name"),
        ("=1", "a line sets NAME=value, where NAME is letters, digits and \"_\""),
        ("1A=1", "a line sets NAME=value, where NAME is letters, digits and \"_\""),
        ("A=\"warp", "the quote is not closed on this line"), ("A='warp", "the quote is not closed on this line"),
        ("A=\"warp\\", "the quote is not closed on this line"),
        ("A=\"warp\"weft", "there is text after the closing quote"),
        ("A='warp'# weft", "there is text after the closing quote"),
        (#"A="\d""#, "after \"\\\" stands none of n, r, t, \", \\ and $; use single quotes instead"),
        ("A=a\u{0}b", "control characters are not allowed"), ("A=a\rb", "control characters are not allowed"),
    ])
    func `a malformed line is refused with its place`(line: String, reason: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try self.file("B=1\n\(line)\nC=1") }

        #expect(error.problems == [".env line 2: \(reason)"])
    }

    @Test func `all malformed lines are told at once`() throws {
        let error = try #require(throws: ConfigurationError.self) { try self.file("A\nB=1\nC") }

        #expect(error.problems.count == 2)
    }

    @Test func `what is not UTF-8 is refused`() {
        #expect(throws: ConfigurationError.self) { try EnvironmentFile(named: ".env", contents: [0x41, 0x3D, 0xFF]) }
    }
}
