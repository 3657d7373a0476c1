import Testing
import TreadleTrace
import TreadleTesting

@Suite struct QueryTextTests {
    @Test(arguments: [
        ("warp and weft", "weft", true), ("warp", "warp", true), ("warp", "warps", false), ("warp", "", true),
        ("", "", true),
        ("", "w", false), ("aaab", "aab", true), ("abababac", "ababac", true), ("Weft", "weft", false),
        ("織機 7", "機", true), ("caf\u{E9}", "cafe\u{301}", false), ("cafe\u{301}", "e", true),
        ("a\u{0}b", "\u{0}b", true),
    ])
    func `a text contains another one byte for byte`(text: String, substring: String, isInside: Bool) {
        #expect(QueryText.contains(text, substring, ignoringCase: false) == isInside)
    }

    @Test(arguments: [
        ("Warp AND Weft", "wEFT", true), ("ÉTOFFE", "étoffe", true), ("ΣΕΙΡΑ", "σειρα", true),
        ("Straße", "STRASSE", false),
        ("İ", "i\u{307}", true), ("warp", "weft", false),
    ])
    func `case does not count where it is not to`(text: String, substring: String, isInside: Bool) {
        #expect(QueryText.contains(text, substring, ignoringCase: true) == isInside)
    }

    @Test func `a search finds what looking at every place finds`() {
        var generator = SeededGenerator(seed: 9)
        func word(_ length: Int) -> [UInt8] { (0..<length).map { _ in Bool.random(using: &generator) ? 97 : 98 } }
        for _ in 0..<5000 {
            let (text, wanted) = (
                word(Int.random(in: 0..<40, using: &generator)), word(Int.random(in: 0..<8, using: &generator))
            )
            let isInside = text.indices.contains { text[$0...].starts(with: wanted) } || wanted.isEmpty
            let found = QueryText.contains(
                String(decoding: text, as: UTF8.self), String(decoding: wanted, as: UTF8.self), ignoringCase: false)
            #expect(found == isInside)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a search does not look at the same place again and again`() {
        let text = String(repeating: "a", count: 4_000_000)
        let wanted = String(repeating: "a", count: 1_000_000) + "b"
        #expect(!QueryText.contains(text, wanted, ignoringCase: false))
    }
}
