/// Regular expressions, compiled once a walk.
struct JSONSchemaPatterns {
    private var compiled: [String: Regex<AnyRegexOutput>?] = [:]

    /// The expression as ECMA-262 with `u` means it: by scalars, `\d` and `\w` for ASCII only. `nil` for a broken one.
    mutating func regex(_ pattern: String) -> Regex<AnyRegexOutput>? {
        if let known = self.compiled[pattern] { return known }
        let regex = (try? Regex(pattern))?.matchingSemantics(.unicodeScalar).asciiOnlyDigits()
            .asciiOnlyWordCharacters()
        self.compiled[pattern] = .some(regex)
        return regex
    }
}
