/// The emoji that Unicode recommends for interchange, with their short names; see `scripts/generate-emoji`.
struct EmojiTable: Sendable {
    /// An emoji without skin tones.
    struct Entry: Sendable {
        /// How Unicode spells it, variation selectors and all.
        var emoji: String
        /// Its short name, words joined by underscores.
        var name: String
        /// How many skin tones it takes: none, or exactly as many.
        var toneCount: Int
    }

    /// What shows two people with different skin tones; without tones another emoji stands for them.
    struct Pair: Sendable {
        /// The short name.
        var name: String
        /// The emoji without tones.
        var plain: Entry
    }

    /// The one table, read when it is first asked for.
    static let shared = EmojiTable()

    private var entries: [ExactText: Entry] = [:]
    private var pairs: [ExactText: Pair] = [:]

    private init() {
        for word in Self.words(of: Self.emoji) {
            var name = word[1][...]
            let toneCount = name.utf8.reversed().prefix { $0 == UInt8(ascii: "+") }.count
            name.removeLast(toneCount)
            let entry = Entry(emoji: word[0], name: String(name), toneCount: toneCount)
            self.entries[Self.key(word[0].unicodeScalars)] = entry
        }
        for word in Self.words(of: Self.pairs) {
            guard let plain = self[word[2].unicodeScalars] else { preconditionFailure("\(word[2]) is in the table") }
            self.pairs[ExactText(word[0])] = Pair(name: word[1], plain: plain)
        }
    }

    /// The emoji of these scalars, whatever variation selectors are among them.
    subscript(_ scalars: some Sequence<Unicode.Scalar>) -> Entry? { self.entries[Self.key(scalars)] }

    /// The pair of these scalars.
    func pair(_ scalars: some Sequence<Unicode.Scalar>) -> Pair? { self.pairs[Self.key(scalars)] }

    private static func key(_ scalars: some Sequence<Unicode.Scalar>) -> ExactText {
        var bare = String.UnicodeScalarView()
        bare.append(contentsOf: scalars.lazy.filter { !$0.isVariationSelector })
        return ExactText(String(bare))
    }

    /// Cuts by scalars: a skin tone makes one character with the space before it.
    private static func words(of text: String) -> [[String]] {
        text.unicodeScalars.split { $0 == " " || $0 == "\n" }.map { word in
            word.split(separator: "=").map { String($0) }
        }
    }
}

extension Unicode.Scalar {
    /// Whether it asks for the look of text or of an emoji, and means nothing by itself.
    var isVariationSelector: Bool { self == "\u{FE0E}" || self == "\u{FE0F}" }
}
