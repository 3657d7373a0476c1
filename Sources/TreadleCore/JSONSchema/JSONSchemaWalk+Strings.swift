/// The keywords of strings.
extension JSONSchemaWalk {
    mutating func checkString(_ text: String, _ keywords: JSONObject) {
        let (least, most) = (keywords["minLength"]?.integer, keywords["maxLength"]?.integer)
        if least != nil || most != nil {
            let count = text.unicodeScalars.count
            if let least, count < least { self.report("must have at least \(least) characters, not \(count)") }
            if let most, count > most { self.report("must have at most \(most) characters, not \(count)") }
        }
        if self.limits.triesPatterns, let pattern = keywords["pattern"]?.string, !self.matches(text, pattern) {
            self.report("must match the pattern \(pattern.utf8.count > 80 ? "in its schema" : pattern)")
        }
    }

    /// Whether a pattern is found anywhere in a text; one that is broken or a text that is too long is no match.
    mutating func matches(_ text: String, _ pattern: String) -> Bool {
        guard self.spend(1) else { return true }
        guard let regex = self.patterns.regex(pattern) else {
            self.report("cannot be checked: its schema has a pattern that is no regular expression")
            return true
        }
        guard text.unicodeScalars.count <= self.limits.maximumPatternInput else { return false }
        return (try? regex.firstMatch(in: text)) != nil
    }
}
