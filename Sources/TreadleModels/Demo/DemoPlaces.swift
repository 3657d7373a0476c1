/// Finds the names of places in a sentence.
struct DemoPlaces {
    private let words: DemoWords
    /// The word after the last one taken.
    private(set) var next: Int

    /// Words that never start a place, or end one that was written small.
    private static let others: Set<String> = [
        "a", "ahead", "an", "and", "at", "by", "celsius", "currently", "date", "day", "degrees", "fahrenheit", "for",
        "forecast", "general", "give", "hello", "hey", "hi", "how", "i", "if", "in", "is", "it", "just", "later",
        "like", "me", "my", "next", "now", "of", "on", "or", "our", "please", "right", "show", "tell", "thanks",
        "that", "the", "then", "this", "time", "to", "today", "tomorrow", "tonight", "use", "using", "weather",
        "what", "what's", "when", "where", "which", "with", "you", "your",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer",
        "autumn", "winter", "english", "french", "german", "spanish",
    ]
    private static let connectors: Set<String> = [
        "am", "da", "de", "del", "des", "do", "dos", "el", "la", "le", "of", "on", "sur", "the", "under", "upon",
    ]

    init(in words: DemoWords, from start: Int) {
        self.words = words
        self.next = start
    }

    /// The places that are named from here on: `Paris, London and Rome`, `San Francisco, CA`, `new york`.
    mutating func take(allowingSmall: Bool) -> [String] {
        if self.words[self.next] == "the" { self.next += 1 }
        guard let first = self.name() else { return allowingSmall ? self.smallName().map { [$0] } ?? [] : [] }
        var names = [(text: first, followsComma: false)]
        var isList = false
        while let comma = self.separator() {
            let start = self.next
            if !comma { self.next += 1 }
            guard let name = self.name() else {
                self.next = start
                break
            }
            isList = isList || !comma
            names.append((name, comma))
        }
        return Self.joinRegions(names, isList: isList)
    }

    /// Whether a comma (`true`) or a conjunction (`false`) stands between two names.
    private func separator() -> Bool? {
        guard self.next > 0, self.words.words.indices.contains(self.next - 1) else { return nil }
        let last = self.words.words[self.next - 1]
        if last.endsSentence { return nil }
        if ["and", "or"].contains(self.words[self.next]) { return false }
        return last.hasComma ? true : nil
    }

    /// After a comma stands a region, unless the names are a list; two capitals are always a region.
    private static func joinRegions(_ names: [(text: String, followsComma: Bool)], isList: Bool) -> [String] {
        var places: [String] = []
        for name in names {
            let isRegion =
                name.followsComma && (!isList || (name.text.count == 2 && name.text.uppercased() == name.text))
            if isRegion, let last = places.popLast() {
                places.append("\(last), \(name.text)")
            } else {
                places.append(name.text)
            }
        }
        return places
    }

    private func isName(_ index: Int) -> Bool {
        guard self.words.words.indices.contains(index) else { return false }
        let word = self.words.words[index]
        return word.isCapitalized && !Self.others.contains(word.lowercased)
    }

    /// One name: capitalized words in a row, with small words of names between them.
    private mutating func name() -> String? {
        var parts: [String] = []
        while self.isName(self.next) {
            let word = self.words.words[self.next]
            parts.append(word.text.hasSuffix("'s") ? String(word.text.dropLast(2)) : word.text)
            self.next += 1
            if word.hasComma || word.endsSentence { break }
            let connectors = (0..<3).prefix { Self.connectors.contains(self.words[self.next + $0]) }.count
            if connectors > 0, self.isName(self.next + connectors) {
                parts += (0..<connectors).map { self.words.words[self.next + $0].text }
                self.next += connectors
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// One name that was written without capitals, up to three words of it.
    private mutating func smallName() -> String? {
        var parts: [String] = []
        while parts.count < 3, self.words.words.indices.contains(self.next) {
            let word = self.words.words[self.next]
            guard !Self.others.contains(word.lowercased), word.text.allSatisfy({ $0.isLetter || $0 == "-" }) else {
                break
            }
            parts.append(word.text.prefix(1).uppercased() + word.text.dropFirst())
            self.next += 1
            if word.hasComma || word.endsSentence { break }
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
