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

        /// Whether a text in JSON may match once its escapes are decoded: up to the first of them it does.
        func mayMatch(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
            // An escape is longer than what it stands for, so what is too short stays so.
            guard text.count >= self.bytes.count else { return false }
            for (byte, wanted) in zip(text, self.bytes) {
                if byte == UInt8(ascii: "\\") { return true }
                if byte != wanted { return false }
            }
            return true
        }
    }

    private let patterns: [Pattern]

    init(_ refs: [String]) { self.patterns = refs.map(Pattern.init) }

    /// Whether one of the refs is a text somewhere in JSON.
    func isMentioned(in json: UnsafeBufferPointer<UInt8>) -> Bool {
        json.containsJSONText { text in
            guard self.patterns.contains(where: { $0.mayMatch(text) }) else { return false }
            guard text.contains(UInt8(ascii: "\\")) else { return self.patterns.contains { $0.matches(text) } }
            let quote = UInt8(ascii: "\"")
            let decoded = RawJSON(unchecked: ([quote] + text + [quote])[...]).string ?? ""
            return self.patterns.contains { $0.matches(decoded.utf8) }
        }
    }
}
