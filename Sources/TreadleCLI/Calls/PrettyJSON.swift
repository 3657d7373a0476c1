internal import TreadleCore

/// Writes JSON for people: members on lines of their own, long texts and long rows of numbers cut.
///
/// Numbers keep their spelling and members their order. Nothing in it can act on a terminal.
struct PrettyJSON {
    /// Whether nothing is cut.
    let isFull: Bool

    /// How much of a text, and of an array, is shown.
    static let maximumCharacters = 800
    static let maximumElements = 20

    /// The lines of a value.
    func lines(of value: RawJSON) -> [String] { self.lines(of: value, before: "", after: "", indent: "") }

    private func lines(of value: RawJSON, before: String, after: String, indent: String) -> [String] {
        switch value.kind {
        case .object:
            let members = value.members()
            guard !members.isEmpty else { return [indent + before + "{}" + after] }
            var lines = [indent + before + "{"]
            for (index, member) in members.enumerated() {
                lines += self.lines(
                    of: member.value, before: RawJSON(string: member.name).text.onOneLine + ": ",
                    after: index < members.count - 1 ? "," : "", indent: indent + "  ")
            }
            return lines + [indent + "}" + after]
        case .array: return self.lines(ofArray: value, before: before, after: after, indent: indent)
        case .string: return [indent + before + self.text(value) + after]
        default: return [indent + before + value.text + after]
        }
    }

    private func lines(ofArray value: RawJSON, before: String, after: String, indent: String) -> [String] {
        let elements = value.elements()
        let shown = self.isFull ? elements[...] : elements.prefix(Self.maximumElements)
        let left = elements.count - shown.count
        if elements.allSatisfy({ $0.kind == .number || $0.kind == .boolean || $0.isNull }) {
            let rest = left > 0 ? ", … \(left) more" : ""
            return [indent + before + "[" + shown.map(\.text).joined(separator: ", ") + rest + "]" + after]
        }
        var lines = [indent + before + "["]
        for (index, element) in shown.enumerated() {
            lines += self.lines(
                of: element, before: "", after: index < elements.count - 1 ? "," : "", indent: indent + "  ")
        }
        if left > 0 { lines.append(indent + "  … \(left) more") }
        return lines + [indent + "]" + after]
    }

    private func text(_ value: RawJSON) -> String {
        let text = value.text
        let left = text.count - Self.maximumCharacters
        guard !self.isFull, left > 0 else { return text.onOneLine }
        return text.prefix(Self.maximumCharacters).onOneLine + "…\" (\(left) more characters)"
    }
}

extension Substring {
    fileprivate var onOneLine: String { String(self).onOneLine }
}
