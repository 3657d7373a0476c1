import Testing
import TreadleCore

@Suite struct PercentTextTests {
    @Test(arguments: [
        ("", ""), ("warp-1_2.3~4", "warp-1_2.3~4"), ("a b/c", "a%20b%2Fc"), ("é€", "%C3%A9%E2%82%AC"),
        ("100%", "100%25"), ("\u{0}\n\u{7F}", "%00%0A%7F"),
    ])
    func `a text and its escapes`(text: String, escaped: String) {
        #expect(PercentText.encode(text) == escaped)
        #expect(PercentText.decode(escaped) == text)
    }

    @Test(arguments: [("%c3%a9", "é"), ("a+b", "a+b"), ("%2f", "/"), ("é%20", "é ")])
    func `other spellings are understood`(escaped: String, text: String) {
        #expect(PercentText.decode(escaped) == text)
    }

    @Test(arguments: ["%", "%4", "%4g", "a%", "%%41", "%C3", "%FF", "%C3%28"])
    func `broken escapes and broken UTF-8 are no text`(escaped: String) {
        #expect(PercentText.decode(escaped) == nil)
    }
}
