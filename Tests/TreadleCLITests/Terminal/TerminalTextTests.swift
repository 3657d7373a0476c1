import Testing

@testable import TreadleCLI

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("warp", 4), ("", 0), ("läufer", 6), ("e\u{301}", 1), ("織機", 4), ("🧵", 2), ("→", 1), ("│", 1), ("❤️", 2),
        ("\u{301}", 0),
    ])
    func `a text takes as many columns as a terminal gives it`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test(arguments: [
        ("warp", 4, "warp"), ("warps", 4, "war…"), ("warp", 1, "…"), ("warp", 0, ""), ("", 0, ""),
        ("織機織機", 5, "織機…"), ("織機織機", 4, "織…"), ("織機", 4, "織機"),
    ])
    func `a text that does not fit is cut`(text: String, limit: Int, cut: String) {
        #expect(text.truncated(toColumns: limit) == cut)
        #expect(cut.columns <= limit)
    }

    @Test func `what a terminal would act on is taken out`() {
        #expect("a\u{1B}[31mb\u{7}\u{9B}c".onOneLine == "a[31mbc")
        #expect("a\r\n\tb\u{202E}c\u{2066}\u{61C}d\u{200F}".onOneLine == "a bcd")
        #expect("a\nb\u{1B}c".onLines == "a\nbc")
    }

    @Test func `colour is there where it is wanted`() {
        let colourful = TerminalStyle(hasColour: true, columns: nil)

        #expect(colourful.paint("a", .bad) == "\u{1B}[31ma\u{1B}[0m")
        #expect(colourful.paint("a", nil) == "a")
        #expect(TerminalStyle.plain.paint("a", .bad) == "a")
    }
}
