/// The settings file of W&B's tools, as far as it is asked here: `base_url` in its section `[default]`.
enum WandbSettings {
    /// The base URL in a file; `nil` where it has none.
    static func baseURL(in contents: String) -> String? {
        var isDefault = false
        var url: String?
        for line in contents.split(whereSeparator: \.isNewline) {
            let line = Self.trimmed(line)
            if line.hasPrefix("["), line.hasSuffix("]") {
                isDefault = line == "[default]"
            } else if isDefault, !line.hasPrefix("#"), !line.hasPrefix(";"),
                let separator = line.firstIndex(where: { $0 == "=" || $0 == ":" }),
                Self.trimmed(line[..<separator]).lowercased() == "base_url"
            {
                let value = Self.trimmed(line[line.index(after: separator)...])
                url = value.isEmpty ? nil : String(value)
            }
        }
        return url
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let text = text.drop(while: \.isWhitespace)
        return text[..<(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex)]
    }
}
