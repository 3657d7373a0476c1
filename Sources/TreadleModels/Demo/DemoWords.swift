/// A text cut into words, with what stands around each.
struct DemoWords {
    struct Word {
        /// The word without punctuation around it, and the same in lower case.
        var text: String, lowercased: String
        /// Whether a comma, or the end of a sentence, follows.
        var hasComma: Bool, endsSentence: Bool
        /// Which character of the text it starts at.
        var offset: Int

        /// Whether it starts like a name does; letters that have no case do.
        var isCapitalized: Bool { self.text.first.map { $0.isLetter && !$0.isLowercase } ?? false }
    }

    /// The longest text that is looked at; nobody asks for the weather after that.
    static let maximumLength = 4000

    /// Words of places whose full stop ends nothing.
    private static let abbreviations: Set<String> = ["St", "Ft", "Mt"]

    let words: [Word]

    init(_ text: String) {
        let characters = Array(text.prefix(Self.maximumLength))
        self.words = characters.indices.split { characters[$0].isWhitespace }.compactMap { indices in
            let whole = indices.map { characters[$0] == "’" ? "'" : characters[$0] }
            let start = whole.prefix { !$0.isLetter && !$0.isNumber }
            let end = whole.dropFirst(start.count).reversed().prefix { !$0.isLetter && !$0.isNumber }
            let inner = String(whole.dropFirst(start.count).dropLast(end.count))
            guard !inner.isEmpty else { return nil }
            return Word(
                text: inner, lowercased: inner.lowercased(), hasComma: end.contains(","),
                endsSentence: end.contains { ".?!;:".contains($0) } && !Self.abbreviations.contains(inner),
                offset: (indices.first ?? 0) + start.count)
        }
    }

    /// The word at a place, in lower case; empty outside.
    subscript(_ index: Int) -> String { self.words.indices.contains(index) ? self.words[index].lowercased : "" }

    /// Where these words stand in a row, the first time or from a place on.
    func index(of phrase: String, from start: Int = 0) -> Int? {
        let wanted = phrase.split(separator: " ")
        guard self.words.count - start >= wanted.count else { return nil }
        return (start...self.words.count - wanted.count).first { index in
            wanted.indices.allSatisfy { self.words[index + $0].lowercased == wanted[$0] }
        }
    }

    /// Whether any of these phrases is in it.
    func contains(_ phrases: String...) -> Bool { phrases.contains { self.index(of: $0) != nil } }
}
