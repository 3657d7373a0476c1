/// Something that a question cannot be answered without.
struct DemoNeed: Hashable {
    enum Kind: Hashable, CaseIterable { case weather, time, arithmetic }

    var kind: Kind
    /// The place, or the expression; `nil` where the question names none.
    var subject: String?

    /// What a text asks for, in its order.
    static func needs(of text: String) -> [DemoNeed] {
        let arithmetic = DemoArithmeticFinder(text).expressions.map { (offset, expression) in
            (offset, DemoNeed(kind: .arithmetic, subject: expression))
        }
        var needs: [DemoNeed] = []
        for (_, need) in (arithmetic + Self.placedNeeds(of: DemoWords(text))).sorted(by: { $0.0 < $1.0 })
        where !needs.contains(need) {
            needs.append(need)
        }
        return needs
    }

    /// Weather and time, each with the places that are named nearest.
    private static func placedNeeds(of words: DemoWords) -> [(Int, DemoNeed)] {
        var needs: [(offset: Int, need: DemoNeed)] = []
        var current: Kind?
        var early: [String] = []
        var index = 0
        while index < words.words.count {
            let offset = words.words[index].offset
            if let kind = Self.kind(words, index) {
                // A place before its topic: "In Leeds, what is the weather?", "Leeds weather".
                var places = early
                if places.isEmpty, index > 0 {
                    var before = DemoPlaces(in: words, from: Self.startOfName(words, index))
                    if before.next < index { places = before.take(allowingSmall: false) }
                }
                if kind != current || !places.isEmpty || needs.isEmpty {
                    needs.append((offset, DemoNeed(kind: kind, subject: places.first)))
                    needs += places.dropFirst().map { (offset, DemoNeed(kind: kind, subject: $0)) }
                }
                (current, early) = (kind, [])
            } else if ["in", "at", "for", "of", "near", "to"].contains(words[index]) {
                var finder = DemoPlaces(in: words, from: index + 1)
                let isSure = current != nil && ["in", "near"].contains(words[index])
                let places = finder.take(allowingSmall: isSure)
                if let current {
                    Self.place(places, current, offset, in: &needs)
                } else {
                    early = places
                }
                if !places.isEmpty {
                    index = finder.next
                    continue
                }
            }
            index += 1
        }
        return needs.map { ($0.offset, $0.need) }
    }

    /// Gives places to the topic they belong to; the first one fills the need that has none yet.
    private static func place(
        _ places: [String], _ kind: Kind, _ offset: Int, in needs: inout [(offset: Int, need: DemoNeed)]
    ) {
        for place in places {
            if let open = needs.lastIndex(where: { $0.need == DemoNeed(kind: kind, subject: nil) }) {
                needs[open].need.subject = place
            } else {
                needs.append((offset, DemoNeed(kind: kind, subject: place)))
            }
        }
    }

    /// Where capitalized words right before a topic start, not counting the word that starts the sentence.
    private static func startOfName(_ words: DemoWords, _ index: Int) -> Int {
        var start = index
        while start > 0, words.words[start - 1].isCapitalized, !words.words[start - 1].endsSentence { start -= 1 }
        let starters = ["current", "get", "check", "local", "today's", "any", "the", "whats"]
        while start < index, starters.contains(words[start]) { start += 1 }
        return start
    }

    private static func kind(_ words: DemoWords, _ index: Int) -> Kind? {
        switch words[index] {
        case "weather", "forecast", "temperature", "humidity", "raining", "snowing", "umbrella": return .weather
        case "time":
            let (before, after) = (words[index - 1], words[index + 1])
            let asks = ["what", "what's", "whats", "current", "local", "exact"].contains(before)
            let isThe = before == "the" && !["all", "at", "by", "during"].contains(words[index - 2])
            let isName = index > 0 && words.words[index - 1].isCapitalized && words.words.count <= index + 3
            return asks || isThe || isName || (index == 0 && after == "in") ? .time : nil
        case "date":
            return ["what", "what's", "current", "the", "today's"].contains(words[index - 1]) ? .time : nil
        case "day":
            return words[index - 1] == "what" && ["is", "it"].contains(words[index + 1]) ? .time : nil
        default: return nil
        }
    }
}
