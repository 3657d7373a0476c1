internal import TreadleCore

/// Refs to look for in JSON: exact, or ending in `:*` for any version.
final class RefPatterns: SQLObject {
    static let sqlTypeName: StaticString = "treadle.refs"

    private struct Pattern {
        let bytes: [UInt8]
        let isPrefix: Bool

        init(_ ref: String) {
            self.isPrefix = ref.utf8.suffix(2).elementsEqual(":*".utf8)
            self.bytes = Array(self.isPrefix ? ref.utf8.dropLast() : ref.utf8[...])
        }

        func matches(_ text: some Collection<UInt8>) -> Bool {
            self.isPrefix ? text.starts(with: self.bytes) : text.elementsEqual(self.bytes)
        }
    }

    private let patterns: [Pattern]
    private let shortest: Int
    private let firstBytes: Set<UInt8>

    init(_ refs: [String]) {
        self.patterns = refs.map(Pattern.init)
        self.shortest = self.patterns.map(\.bytes.count).min() ?? 0
        self.firstBytes = Set(self.patterns.compactMap(\.bytes.first))
    }

    /// Whether one of the refs is a text somewhere in JSON.
    func isMentioned(in json: UnsafeBufferPointer<UInt8>) -> Bool {
        json.containsJSONText { text in
            // An escape is longer than what it stands for, so what is too short stays so.
            guard text.count >= self.shortest else { return false }
            let escape = UInt8(ascii: "\\")
            if let first = text.first, first != escape, !self.firstBytes.contains(first) { return false }
            guard text.contains(escape) else { return self.patterns.contains { $0.matches(text) } }
            let quote = UInt8(ascii: "\"")
            let decoded = RawJSON(unchecked: ([quote] + text + [quote])[...]).string ?? ""
            return self.patterns.contains { $0.matches(decoded.utf8) }
        }
    }
}
