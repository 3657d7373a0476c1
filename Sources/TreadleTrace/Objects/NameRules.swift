/// What names, tags and aliases of objects may look like (weave-wire, section 4).
package enum NameRules {
    private static let maximumName = 128
    private static let maximumTag = 256
    private static let maximumAlias = 128

    /// Refuses what is no name of an object: letters, digits, `_`, `.` and `-`, at most 128 of them.
    package static func checkObjectID(_ name: String) throws(TraceError) {
        guard !name.isEmpty else { throw TraceError(.unprocessable, "object_id must not be empty") }
        guard Self.length(name, isUpTo: Self.maximumName) else {
            throw TraceError(
                .invalidRequest,
                "object_id has more than \(Self.maximumName) characters, the limit; choose a shorter one")
        }
        guard name.unicodeScalars.allSatisfy({ $0.isWord || $0 == "." || $0 == "-" }) else {
            throw TraceError(.unprocessable, "object_id may only hold letters, digits, '_', '.' and '-'")
        }
    }

    /// Refuses what is no tag: words of letters, digits, `_` and `-`, with single spaces between them.
    package static func checkTag(_ tag: String) throws(TraceError) {
        guard Self.length(tag, isUpTo: Self.maximumTag) else {
            throw TraceError(.invalidRequest, "a tag has more than \(Self.maximumTag) characters, the limit")
        }
        let words = tag.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
        let areWords = words.allSatisfy { word in !word.isEmpty && word.allSatisfy { $0.isWord || $0 == "-" } }
        guard areWords else {
            throw TraceError(
                .invalidRequest,
                "a tag may only hold letters, digits, '_', '-', and single spaces between words")
        }
    }

    /// Refuses what is no alias: it would be read as something else, or could not stand in a ref.
    package static func checkAlias(_ alias: String) throws(TraceError) {
        guard !alias.isEmpty else { throw TraceError(.invalidRequest, "an alias must not be empty") }
        guard Self.length(alias, isUpTo: Self.maximumAlias) else {
            throw TraceError(.invalidRequest, "an alias has more than \(Self.maximumAlias) characters, the limit")
        }
        guard !alias.unicodeScalars.contains(where: { $0 == "/" || $0 == ":" }) else {
            throw TraceError(.invalidRequest, "an alias must not hold '/' or ':'")
        }
        let digits = alias.unicodeScalars.dropFirst()
        let isNumber =
            alias.unicodeScalars.first == "v" && !digits.isEmpty
            && digits.allSatisfy { $0.properties.numericType == .decimal }
        guard !isNumber, ExactText(alias) != ExactText("latest") else {
            throw TraceError(
                .invalidRequest, "'latest', and 'v' with a number, are no aliases: versions have these names")
        }
    }

    private static func length(_ text: String, isUpTo limit: Int) -> Bool {
        text.unicodeScalars.prefix(limit + 1).count <= limit
    }
}

extension Unicode.Scalar {
    /// Whether it belongs to a word, as Python's `\w` has it.
    package var isWord: Bool {
        if self.isASCII { return self == "_" || self.properties.isAlphabetic || ("0"..."9").contains(self) }
        switch self.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return self.properties.numericType != nil
        }
    }
}
