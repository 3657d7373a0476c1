/// Counts and cuts text in the demo model's tokens: words and runs of punctuation, each with the space before it.
enum DemoTokenizer {
    private enum Kind { case space, word, other }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        // Nearly all text is ASCII, and looking properties up is slow.
        switch scalar.value {
        case 0x09...0x0D, 0x20: return .space
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .word
        case 0..<0x80: return .other
        default: break
        }
        let properties = scalar.properties
        if properties.isWhitespace { return .space }
        let isWord =
            properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
        return isWord ? .word : .other
    }

    /// Where each token ends.
    private static func visitEnds(_ text: some StringProtocol, _ visit: (String.Index) -> Bool) {
        let scalars = text.unicodeScalars
        var last = Kind.space
        for index in scalars.indices {
            let kind = Self.kind(scalars[index])
            if last != .space, kind != last, !visit(index) { return }
            last = kind
        }
        if last != .space { _ = visit(scalars.endIndex) }
    }

    /// How many tokens a text has.
    static func count(_ text: some StringProtocol) -> Int {
        var count = 0
        Self.visitEnds(text) { _ in
            count += 1
            return true
        }
        return count
    }

    /// The first `limit` tokens; `nil` where there are no more than that.
    static func prefix(_ text: Substring, _ limit: Int) -> Substring? {
        var count = 0
        var cut: String.Index?
        Self.visitEnds(text) { end in
            count += 1
            if count == limit { cut = end }
            return count <= limit
        }
        guard count > limit else { return nil }
        return cut.map { text[..<$0] } ?? text.prefix(0)
    }

    /// A text in words, each with the space before it; put together they are the text again.
    static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var wasSpace = true
        for index in text.indices {
            let isSpace = text[index].isWhitespace
            if isSpace, !wasSpace {
                words.append(text[start..<index])
                start = index
            }
            wasSpace = isSpace
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }
}
